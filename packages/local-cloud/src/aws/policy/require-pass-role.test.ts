import { expect, it } from 'vitest';
import type { Caller } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import { parsePolicy } from './policy-document.ts';
import { requirePassRole, roleArnsIn } from './require-pass-role.ts';

const role = 'arn:aws:iam::0:role/';
const Condition = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
const statement = { Effect: 'Allow', Action: 'iam:PassRole', Resource: `${role}allowed*`, Condition };
const caller: Caller = {
  accountId: '0',
  arn: `${role}r`,
  userId: 'AROA:s',
  accessKeyId: 'ASIA1',
  policies: () => [parsePolicy({ Statement: [statement] })],
};
const pass = (roles: readonly string[], service = 'lambda.amazonaws.com') =>
  requirePassRole(
    caller,
    { service, roleArns: roles.map((name) => `${role}${name}`) },
    (message) => new ServiceError('Denied', message),
  );

it('asks for iam:PassRole on every role, for the service that gets it', () => {
  expect(() => pass([])).not.toThrow();
  expect(() => pass(['allowed', 'allowed-too'])).not.toThrow();
  for (const refuse of [() => pass(['allowed', 'secret']), () => pass(['allowed'], 'events.amazonaws.com')])
    expect(refuse).toThrow(/^User: .* is not authorized to perform: iam:PassRole on resource: /);
});

it('finds the roles among the values of a request', () => {
  expect(roleArnsIn('a', undefined, '', null, 1, 'b')).toEqual(['a', 'b']);
});
