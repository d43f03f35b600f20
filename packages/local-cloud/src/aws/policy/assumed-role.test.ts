import { expect, it } from 'vitest';
import { type AssumableRole, assumedRole } from './assumed-role.ts';
import { parsePolicy } from './policy-document.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const trust = (more: object = {}) =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
        ...more,
      },
    ],
  });
const role = (RoleName: string, AssumeRolePolicyDocument?: string): AssumableRole => ({
  Arn: `arn:aws:iam::000000000000:role/path/${RoleName}`,
  RoleId: `AROA-${RoleName}`,
  RoleName,
  AssumeRolePolicyDocument,
  policies: [parsePolicy({ Statement: [allow] })],
});
const roles = [
  role('other', trust()),
  role('trusting', trust()),
  role('distrusting', trust({ Principal: { Service: 'events.amazonaws.com' } })),
  role('without-trust'),
  role('limited', trust({ Condition: { StringEquals: { 'aws:SourceAccount': '1' } } })),
];
const byName = new Map(roles.map((each) => [each.RoleName, each]));
const assume = (RoleName: string, context?: Record<string, string>) =>
  assumedRole(byName, role(RoleName).Arn, {
    service: 'scheduler.amazonaws.com',
    sessionName: 's1',
    ...(context && { context }),
  });

it('makes a session of a role that trusts the service', () => {
  const session = assume('trusting');
  expect(session).toEqual({
    accountId: '000000000000',
    arn: 'arn:aws:sts::000000000000:assumed-role/trusting/s1',
    userId: 'AROA-trusting:s1',
    accessKeyId: '',
    roleArn: role('trusting').Arn,
    policies: expect.any(Function),
  });
  expect(session?.policies?.()).toBe(byName.get('trusting')?.policies);
});

it.each(['unknown', 'distrusting', 'without-trust'])('returns no caller for the role %s', (name) => {
  expect(assume(name)).toBeUndefined();
});

it('holds the conditions of the trust', () => {
  expect(assume('limited')).toBeUndefined();
  expect(assume('limited', { 'aws:SourceAccount': '2' })).toBeUndefined();
  expect(assume('limited', { 'aws:SourceAccount': '1' })).toMatchObject({ userId: 'AROA-limited:s1' });
});
