import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { word } from '../testing/arbitrary-input.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { expectNoFailure } from '../testing/signed-request.ts';
import { cognitoInputTypes } from './cognito-input-types.ts';
import { cognitoOperations } from './operations.ts';

const cloud = withCloud();
let ids = {};

beforeAll(async () => {
  const client = cloud.client(CognitoIdentityProviderClient);
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'users' }));
  const UserPoolId = UserPool?.Id;
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'app' }),
  );
  ids = { UserPoolId, ClientId: UserPoolClient?.ClientId };
});

/** Values of the type that each member has, some of which mean something, and values of any type. */
const meaningful = fc.constantFrom(
  'USER_SRP_AUTH',
  'PASSWORD_VERIFIER',
  'NEW_PASSWORD_REQUIRED',
  'email',
  'Aa1!aaaa',
);
const text = fc.oneof(meaningful, word);
const names = fc.constantFrom('USERNAME', 'SRP_A', 'PASSWORD', 'TIMESTAMP', 'REFRESH_TOKEN', 'SECRET_HASH');
const attribute = fc.record({
  Name: fc.oneof(fc.constantFrom('email', 'sub', 'custom:a'), word),
  Value: text,
});
const byType: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  string: text,
  number: fc.integer({ min: -2, max: 70 }),
  boolean: fc.boolean(),
  'list of string': fc.array(text, { maxLength: 3 }),
  'list of structure': fc.array(attribute, { maxLength: 3 }),
  'map of string': fc.dictionary(fc.oneof(names, word), text, { maxKeys: 5 }),
};
const members = [...cognitoInputTypes].map(([name, type]) => [
  name,
  fc.oneof({ weight: 9, arbitrary: byType[type] ?? fc.constant({}) }, fc.jsonValue({ maxDepth: 2 })),
]);
const input = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
  requiredKeys: [],
});
// Each pool costs two key pairs.
const operations = Object.keys(cognitoOperations).filter(
  (name) => !/^(CreateUserPool|DeleteUserPool)$/.test(name),
);

describe('Cognito', () => {
  it('has a response for every input', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations, 'toString', ''),
        input,
        fc.boolean(),
        (name, value, isOurs) =>
          expectNoFailure(cloud.url(), {
            service: 'cognito-idp',
            method: 'POST',
            path: '/',
            headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${name}` },
            body: JSON.stringify(isOurs ? { ...value, ...ids } : value),
          }),
      ),
      { numRuns: 400 },
    );
  });
});
