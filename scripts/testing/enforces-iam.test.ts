import { scriptedEndpoint } from '@samples/deployment/testing';
import { expect, it } from 'vitest';
import { enforcesIam } from './enforces-iam.ts';

const credentials =
  '<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>B</SecretAccessKey><SessionToken>C</SessionToken></Credentials>';

it.each([
  ['does not enforce IAM where a role without permissions may list roles', '<Roles/>', false],
  ['enforces IAM where it may not', { error: 'not authorized' }, true],
])('an endpoint %s', async (_, listRoles, isEnforced) => {
  let signature: string | undefined;
  await using endpoint = await scriptedEndpoint((action, _parameters, { authorization }) => {
    if (action === 'AssumeRole') return credentials;
    if (action === 'ListRoles') signature = authorization;
    return action === 'ListRoles' ? listRoles : '';
  });
  expect(await enforcesIam(endpoint.environment.AWS_ENDPOINT_URL)).toBe(isEnforced);
  // Anybody else may list roles: then all tests of refusals would be skipped.
  expect(signature).toContain('Credential=A/');
  expect(endpoint.calls).toEqual([
    'GetCallerIdentity',
    'CreateRole',
    'AssumeRole',
    'ListRoles',
    'DeleteRole',
  ]);
});
