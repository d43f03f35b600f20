import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  ListIdentityPoolsCommand,
  LookupDeveloperIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsClient } from 'aws4fetch';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
const password = 'Pässw0rd-€😀';
const ref = (Ref: string) => ({ Ref });
const sub = (text: string) => ({ 'Fn::Sub': text });
const att = (name: string) => ({ 'Fn::GetAtt': name.split('.') });
const provider = 'cognito-identity.amazonaws.com';
const fields = [
  'cognitoIdentityId',
  'cognitoIdentityPoolId',
  'cognitoAuthenticationType',
  'cognitoAuthenticationProvider',
];

const method = {
  security: [{ sigv4: [] }],
  responses: { 200: { description: 'ok' } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: {
      default: {
        statusCode: '200',
        responseTemplates: {
          'application/json': `{${fields.map((name) => `"${name}": "$context.identity.${name}"`).join(', ')}}`,
        },
      },
    },
  },
};

/** A role of people who have signed in, or not: it may call one path, and the one with the own identity in it. */
function role(amr: string, path: string) {
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${provider}:aud`]: ref('Identities') },
      'ForAnyValue:StringLike': { [`${provider}:amr`]: amr },
    },
  };
  const arn = 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/live/GET/';
  const Resource = [sub(`${arn}${path}`), sub(`${arn}own/\${!${provider}:sub}`)];
  const invoke = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
      Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [invoke] } }],
    },
  };
}

const template = {
  Resources: {
    Users: { Type: 'AWS::Cognito::UserPool' },
    App: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: ref('Users'), ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
    },
    Jane: { Type: 'AWS::Cognito::UserPoolUser', Properties: { UserPoolId: ref('Users'), Username: 'jane' } },
    Identities: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: {
        AllowUnauthenticatedIdentities: 'true',
        CognitoIdentityProviders: [{ ClientId: ref('App'), ProviderName: att('Users.ProviderName') }],
      },
    },
    SignedIn: role('authenticated', 'members'),
    Guest: role('unauthenticated', 'guests'),
    Roles: {
      Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
      Properties: {
        IdentityPoolId: ref('Identities'),
        Roles: { authenticated: att('SignedIn.Arn'), unauthenticated: att('Guest.Arn') },
      },
    },
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Body: {
          swagger: '2.0',
          info: { title: 'identities', version: '1' },
          paths: { '/members': { get: method }, '/guests': { get: method }, '/own/{id}': { get: method } },
          securityDefinitions: {
            sigv4: {
              type: 'apiKey',
              name: 'Authorization',
              in: 'header',
              'x-amazon-apigateway-authtype': 'awsSigv4',
            },
          },
        },
      },
    },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: ref('Api'), StageName: 'live' },
    },
  },
  Outputs: {
    Pool: { Value: ref('Users') },
    Provider: { Value: att('Users.ProviderName') },
    Client: { Value: ref('App') },
    Identities: { Value: ref('Identities') },
    ApiId: { Value: ref('Api') },
  },
};

describe('an identity pool', () => {
  let client: CognitoIdentityClient;
  let outputs: Record<string, string> = {};
  let Logins: Record<string, string> = {};
  let accessToken = '';

  beforeAll(async () => {
    client = cloud.client(CognitoIdentityClient);
    const stack = stackClient(cloud.client(CloudFormationClient), 'identities');
    await stack.create(template);
    outputs = await stack.outputs();
    const users = cloud.client(CognitoIdentityProviderClient);
    const user = { UserPoolId: outputs.Pool, Username: 'jane', Password: password, Permanent: true };
    await users.send(new AdminSetUserPasswordCommand(user));
    const { AuthenticationResult: tokens } = await users.send(
      new InitiateAuthCommand({
        ClientId: outputs.Client,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'jane', PASSWORD: password },
      }),
    );
    Logins = { [outputs.Provider ?? '']: tokens?.IdToken ?? '' };
    accessToken = tokens?.AccessToken ?? '';
  });

  it('CG-35: gives a user the same identity each time, and a guest a new one', async () => {
    const IdentityPoolId = outputs.Identities;
    const ids = await Promise.all(
      [Logins, Logins, {}, {}].map((logins) =>
        client.send(new GetIdCommand({ IdentityPoolId, Logins: logins })),
      ),
    );
    const [first, second, guest, other] = ids.map(({ IdentityId }) => IdentityId);
    expect(first).toBe(second);
    expect(first).toMatch(/^us-east-1:[0-9a-f-]{36}$/);
    expect(new Set([first, guest, other]).size).toBe(3);
  });

  it('CG-36: hands out credentials of its roles, whose policies are enforced', async () => {
    const member = await credentials(Logins);
    const { cognitoAuthenticationProvider, ...identity } = (await call(member, '/members')).body;
    expect(identity).toEqual({
      cognitoIdentityId: member.id,
      cognitoIdentityPoolId: outputs.Identities,
      cognitoAuthenticationType: 'authenticated',
    });
    expect(cognitoAuthenticationProvider).toMatch(
      new RegExp(`^${outputs.Provider},${outputs.Provider}:CognitoSignIn:[0-9a-f-]{36}$`),
    );
    expect((await call(member, '/guests')).status).toBe(403);

    const guest = await credentials({});
    expect((await call(guest, '/guests')).body).toMatchObject({
      cognitoAuthenticationType: 'unauthenticated',
    });
    expect((await call(guest, '/members')).status).toBe(403);
  });

  it('CG-37: gives policies the identity as a variable', async () => {
    const [member, guest] = [await credentials(Logins), await credentials({})];
    expect((await call(member, `/own/${member.id}`)).status).toBe(200);
    expect((await call(member, `/own/${guest.id}`)).status).toBe(403);
  });

  it('CG-38: refuses other tokens than ID tokens of its client, and other people’s identities', async () => {
    const name = outputs.Provider ?? '';
    const IdentityPoolId = outputs.Identities;
    const getId = (logins: Record<string, string>) =>
      client.send(new GetIdCommand({ IdentityPoolId, Logins: logins }));
    await expect(getId({ [name]: accessToken })).rejects.toThrow('Invalid login token.');
    await expect(getId({ [name]: `${Logins[name]}x` })).rejects.toThrow('Invalid login token.');
    await expect(getId({ 'accounts.example': 'x' })).rejects.toThrow('not from a supported provider');
    const { IdentityId } = await getId(Logins);
    await expect(client.send(new GetCredentialsForIdentityCommand({ IdentityId }))).rejects.toThrow(
      "Logins don't match.",
    );
  });

  it('is open to pages for what an app calls, and names what is not offered', async () => {
    const send = (operation: string) =>
      fetch(cloud.url(), {
        method: 'POST',
        headers: {
          origin: 'http://localhost:5173',
          'x-amz-target': `AWSCognitoIdentityService.${operation}`,
        },
        body: JSON.stringify({ IdentityPoolId: outputs.Identities, MaxResults: 1 }),
      });
    expect((await send('GetId')).status).toBe(200);
    expect((await send('ListIdentityPools')).status).toBe(403);
    const { IdentityPools } = await client.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    expect(IdentityPools?.map(({ IdentityPoolId }) => IdentityPoolId)).toEqual([outputs.Identities]);
    const IdentityPoolId = outputs.Identities;
    const lookup = client.send(new LookupDeveloperIdentityCommand({ IdentityPoolId }));
    await expect(lookup).rejects.toThrow('LookupDeveloperIdentity');
  });

  async function credentials(logins: Record<string, string>) {
    const IdentityPoolId = outputs.Identities;
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId, Logins: logins }));
    const command = new GetCredentialsForIdentityCommand({ IdentityId, Logins: logins });
    const { Credentials: given } = await client.send(command);
    return {
      id: IdentityId ?? '',
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
  }

  async function call(signer: Awaited<ReturnType<typeof credentials>>, path: string) {
    const aws = new AwsClient({ ...signer, service: 'execute-api', region: 'us-east-1', retries: 0 });
    const url = `${cloud.url()}/restapis/${outputs.ApiId}/live/_user_request_${path}`;
    const response = await aws.fetch(url);
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }
});
