import { scriptedEndpoint } from '@samples/deployment/testing';
import { expect, it } from 'vitest';
import { enforcesIam } from './enforces-iam.ts';

const credentials =
  '<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>B</SecretAccessKey><SessionToken>C</SessionToken></Credentials>';

it.each([
  ['does not enforce IAM where a role without permissions may list roles', '<Roles/>', false],
  ['enforces IAM where it may not', { error: 'not authorized' }, true],
])('an endpoint %s', async (_, listRoles, isEnforced) => {
  await using endpoint = await scriptedEndpoint((action) => {
    if (action === 'AssumeRole') return credentials;
    return action === 'ListRoles' ? listRoles : '';
  });
  expect(await enforcesIam(endpoint.environment.AWS_ENDPOINT_URL)).toBe(isEnforced);
  expect(endpoint.calls).toEqual([
    'GetCallerIdentity',
    'CreateRole',
    'AssumeRole',
    'ListRoles',
    'DeleteRole',
  ]);
});
