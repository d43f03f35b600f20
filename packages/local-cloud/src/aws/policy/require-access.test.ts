import { describe, expect, it } from 'vitest';
import type { Caller } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import { type PolicyDocument, parsePolicy } from './policy-document.ts';
import { accessOf, contextOf, requireAccess } from './require-access.ts';

const root: Caller = { accountId: '0', arn: 'arn:aws:iam::0:root', userId: '0', accessKeyId: 'test' };
const session = 'arn:aws:sts::0:assumed-role/r/s';
const withPolicy = (statement: object, roleArn?: string): Caller => ({
  ...root,
  arn: session,
  userId: 'AROA:s',
  ...(roleArn !== undefined && { roleArn }),
  policies: () => [parsePolicy({ Statement: [statement] })],
});
const require = (caller: Caller | undefined) =>
  requireAccess(caller, 's3:GetObject', 'arn:aws:s3:::b/k', (message) => new ServiceError('Denied', message));

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const refused = `User: ${session} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k`;

describe('access', () => {
  it('is not limited for the root, nor decided here for an anonymous caller', () => {
    expect(() => require(root)).not.toThrow();
    expect(() => require(undefined)).not.toThrow();
  });

  it('needs a policy that allows it, and none that denies it', () => {
    expect(() => require(withPolicy(allow))).not.toThrow();
    expect(() => require(withPolicy({ ...allow, Action: 's3:PutObject' }))).toThrow(
      new ServiceError(
        'Denied',
        `${refused} because no identity-based policy allows the s3:GetObject action`,
      ),
    );
    expect(() => require(withPolicy({ ...allow, Effect: 'Deny' }))).toThrow(
      `${refused} with an explicit deny in an identity-based policy`,
    );
  });

  it('names the boundary or the session policy that allows no such action', () => {
    const granting = parsePolicy({ Statement: [allow] });
    const other = parsePolicy({ Statement: [{ ...allow, Action: 's3:PutObject' }] });
    const [boundary, session] = ['permissions boundary', 'session policy'] as const;
    const requireOf = (...policies: PolicyDocument[]) =>
      require({ ...withPolicy(allow), policies: () => policies });
    expect(() => requireOf(granting, { ...granting, limit: boundary })).not.toThrow();
    for (const [policies, named] of [
      [[granting, { ...other, limit: boundary }], boundary],
      [[granting, { ...other, limit: session }], session],
      [[other, granting, { ...granting, limit: boundary }, { ...other, limit: session }], session],
      [[other, { ...granting, limit: boundary }], 'identity-based policy'],
    ] as const)
      expect(() => requireOf(...policies)).toThrow(
        `${refused} because no ${named} allows the s3:GetObject action`,
      );
  });

  it('asks a limiting policy too who calls', () => {
    const Condition = { StringEquals: { 'aws:userid': 'another' } };
    const limit = {
      ...parsePolicy({ Statement: [{ ...allow, Condition }] }),
      limit: 'session policy',
    } as const;
    const policies = () => [parsePolicy({ Statement: [allow] }), limit];
    expect(() => require({ ...withPolicy(allow), policies })).toThrow(
      `${refused} because no session policy allows the s3:GetObject action`,
    );
    expect(() => require({ ...withPolicy(allow), userId: 'another', policies })).not.toThrow();
  });

  it('can be asked for, with the condition keys of the caller and of the service', () => {
    const Condition = { StringEquals: { 'aws:userid': 'AROA:s', 's3:prefix': 'a' } };
    const caller = withPolicy({ ...allow, Condition });
    const access = (prefix: string, asking = caller) =>
      accessOf(asking, 's3:GetObject', 'arn:aws:s3:::b/k', { 's3:prefix': prefix });
    expect(access('a')).toBe('allow');
    expect(access('b')).toBe('implicit-deny');
    expect(access('a', { ...caller, userId: 'another' })).toBe('implicit-deny');
    expect(access('b', root)).toBe('allow');
  });

  it('knows the name of a user', () => {
    const caller = withPolicy({ ...allow, Condition: { StringEquals: { 'aws:username': 'ann' } } });
    expect(() => require({ ...caller, userName: 'ann' })).not.toThrow();
    expect(() => require({ ...caller, userName: 'bob' })).toThrow(refused);
    const anyName = withPolicy({ ...allow, Condition: { Null: { 'aws:username': 'false' } } });
    expect(() => require(anyName)).toThrow(refused);
  });

  it('knows whether a temporary session began with a one-time password, and how long ago', () => {
    const temporary = { ...withPolicy(allow), accessKeyId: 'ASIA1' };
    const contextAt = (mfaAt?: number, accessKeyId = 'ASIA1') =>
      contextOf({ ...temporary, accessKeyId, ...(mfaAt !== undefined && { mfaAt }) });
    expect(contextAt()).toMatchObject({ 'aws:MultiFactorAuthPresent': 'false' });
    expect(contextAt()).not.toHaveProperty(['aws:MultiFactorAuthAge']);
    expect(contextAt(undefined, 'AKIA1')).not.toHaveProperty(['aws:MultiFactorAuthPresent']);
    const { 'aws:MultiFactorAuthPresent': present, 'aws:MultiFactorAuthAge': age } = contextAt(
      Date.now() - 90_500,
    );
    expect(present).toBe('true');
    expect(Number(age)).toBeGreaterThanOrEqual(90);
    expect(Number(age)).toBeLessThan(3_690);
    expect(age).toMatch(/^\d+$/);
  });

  it('knows who began a chain of sessions', () => {
    const context = contextOf({ ...root, sourceIdentity: 'ann' });
    expect(context).toMatchObject({ 'aws:SourceIdentity': 'ann' });
    expect(contextOf(root)['aws:SourceIdentity']).toBeUndefined();
  });

  it('knows the role of a session, or else its identity, and its user id', () => {
    const when = (key: string, value: string) => ({
      ...allow,
      Condition: { StringEquals: { [key]: value } },
    });
    const role = 'arn:aws:iam::0:role/r';
    expect(() => require(withPolicy(when('aws:PrincipalArn', role), role))).not.toThrow();
    expect(() => require(withPolicy(when('aws:PrincipalArn', session)))).not.toThrow();
    expect(() => require(withPolicy(when('aws:userid', 'AROA:s')))).not.toThrow();
    for (const key of ['aws:PrincipalAccount', 'aws:ResourceAccount'])
      expect(() => require(withPolicy(when(key, '0')))).not.toThrow();
    expect(() => require(withPolicy(when('aws:PrincipalArn', session), role))).toThrow(refused);
  });

  it('knows the region that a request is signed for', () => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const caller = withPolicy({ ...allow, Condition });
    expect(() => require({ ...caller, requestedRegion: 'eu-west-1' })).not.toThrow();
    expect(() => require({ ...caller, requestedRegion: 'us-east-1' })).toThrow(refused);
  });

  it('knows the tags of a session', () => {
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'a' } };
    const caller = withPolicy({ ...allow, Condition });
    expect(() => require({ ...caller, principalTags: { team: 'a', other: 'b' } })).not.toThrow();
    expect(() => require({ ...caller, principalTags: { team: 'b' } })).toThrow(refused);
    expect(() => require(caller)).toThrow(refused);
  });

  it('knows the identity of an identity pool', () => {
    const cognitoIdentity = { identityPoolId: 'pool', identityId: 'identity' };
    for (const [key, value] of [
      ['cognito-identity.amazonaws.com:aud', 'pool'],
      ['cognito-identity.amazonaws.com:sub', 'identity'],
    ] as const) {
      const caller = withPolicy({ ...allow, Condition: { StringEquals: { [key]: value } } });
      expect(() => require({ ...caller, cognitoIdentity })).not.toThrow();
      expect(() => require(caller)).toThrow(refused);
    }
  });
});
