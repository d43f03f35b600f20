import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { IAMClient } from '@aws-sdk/client-iam';
import { AwsV4Signer } from 'aws4fetch';
import { beforeAll, expect, it } from 'vitest';
import { asRole } from '../testing/as-role.ts';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
let mine: Record<string, unknown>;
let call: (service: string, target: string, input: object) => Promise<string>;

/** A role that may do everything with one resource of each service. */
beforeAll(async () => {
  const users = cloud.client(CognitoIdentityProviderClient);
  const { UserPool } = await users.send(new CreateUserPoolCommand({ PoolName: 'mine' }));
  const UserPoolId = UserPool?.Id ?? '';
  const IdentityPoolId = 'us-east-1:00000000-0000-4000-8000-000000000000';
  mine = { Name: 'mine', SecretId: 'mine', repositoryName: 'mine', UserPoolId, IdentityPoolId };
  const of = (service: string, resource: string) => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
  const Resource = [
    of('ssm', 'parameter/mine'),
    of('secretsmanager', 'secret:mine'),
    of('ecr', 'repository/mine'),
    of('cognito-idp', `userpool/${UserPoolId}`),
    of('cognito-identity', `identitypool/${IdentityPoolId}`),
    of('cloudformation', 'stack/mine/*'),
  ];
  const clientOf = await asRole(cloud, 'limited', [{ Action: '*', Resource }]);
  const credentials = await clientOf(IAMClient).config.credentials();
  call = async (service, target, input) => {
    const isQuery = target.startsWith('Action=');
    const headers = isQuery
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
    const body = isQuery ? target : JSON.stringify({ ...mine, ...input });
    const request = { service, region: 'us-east-1', url: cloud.url(), method: 'POST', headers, body };
    const signed = await new AwsV4Signer({ ...request, ...credentials }).sign();
    return (await fetch(signed.url, { method: 'POST', headers: signed.headers, body })).text();
  };
});

it.each([
  ['ssm', 'AmazonSSM.DescribeParameters', {}],
  ['secretsmanager', 'secretsmanager.ListSecrets', {}],
  ['ecr', 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories', {}],
  ['cognito-idp', 'AWSCognitoIdentityProviderService.ListUserPools', { MaxResults: 10 }],
  ['cognito-idp', 'AWSCognitoIdentityProviderService.DescribeUserPoolDomain', { Domain: 'theirs' }],
  ['cognito-identity', 'AWSCognitoIdentityService.ListIdentityPools', { MaxResults: 10 }],
  ['cloudformation', 'Action=DescribeStackResources&StackName=mine&PhysicalResourceId=theirs', {}],
])('%s: a resource that %s does not go by allows nothing', async (service, target, input) => {
  expect(await call(service, target, input)).toMatch(/is not authorized to perform: /);
});

it.each([
  ['ssm', 'AmazonSSM.GetParameter', 'ParameterNotFound'],
  ['secretsmanager', 'secretsmanager.DescribeSecret', 'ResourceNotFoundException'],
  ['ecr', 'AmazonEC2ContainerRegistry_V20150921.DeleteRepository', 'RepositoryNotFoundException'],
  ['cognito-idp', 'AWSCognitoIdentityProviderService.DescribeUserPool', '"Name":"mine"'],
  ['cognito-identity', 'AWSCognitoIdentityService.DescribeIdentityPool', 'ResourceNotFoundException'],
  ['cloudformation', 'Action=DescribeStackResources&StackName=mine', 'does not exist'],
])('%s: %s works on the resource that the role may use', async (service, target, expected) => {
  expect(await call(service, target, {})).toContain(expected);
});
