import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessRequest, evaluatePolicies } from './evaluate-policies.ts';
import { parsePolicy } from './policy-document.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/resources';
const request: AccessRequest = { action: 'dynamodb:GetItem', resource: table };

function decide(statements: readonly object[], asked: AccessRequest = request) {
  return evaluatePolicies([parsePolicy({ Version: '2012-10-17', Statement: statements })], asked);
}
const allow = (members: object = {}) => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: table,
  ...members,
});

describe('policy evaluation', () => {
  it('denies implicitly what nothing allows', () => {
    expect(decide([])).toBe('implicit-deny');
    expect(decide([allow({ Action: 'dynamodb:PutItem' })])).toBe('implicit-deny');
    expect(decide([allow({ Resource: `${table}2` })])).toBe('implicit-deny');
  });

  it('lets a Deny win over every Allow', () => {
    const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
    expect(decide([allow(), deny, allow()])).toBe('explicit-deny');
  });

  it('lets a boundary and a session policy limit what the others allow, and allow nothing themselves', () => {
    const policy = (statement?: object, limit?: 'permissions boundary' | 'session policy') => ({
      ...parsePolicy({ Version: '2012-10-17', Statement: statement ? [statement] : [] }),
      ...(limit && { limit }),
    });
    const decideAll = (...policies: ReturnType<typeof policy>[]) => evaluatePolicies(policies, request);
    const [granting, empty] = [policy(allow()), policy()];
    for (const limit of ['permissions boundary', 'session policy'] as const) {
      const [open, closed] = [policy(allow(), limit), policy(undefined, limit)];
      expect(decideAll(granting, open)).toBe('allow');
      expect(decideAll(granting, closed)).toBe('implicit-deny');
      expect(decideAll(closed, granting, open)).toBe('implicit-deny');
      expect(decideAll(open)).toBe('implicit-deny');
      expect(decideAll(open, empty)).toBe('implicit-deny');
      expect(decideAll(granting, policy(allow({ Effect: 'Deny' }), limit))).toBe('explicit-deny');
    }
    expect(decideAll(granting, empty)).toBe('allow');
    expect(decideAll()).toBe('implicit-deny');
  });

  it.each([
    ['dynamodb:GetItem', 'allow'],
    ['DYNAMODB:getitem', 'allow'],
    ['dynamodb:Get*', 'allow'],
    ['dynamodb:Get????', 'allow'],
    ['dynamodb:Get?', 'implicit-deny'],
    ['*', 'allow'],
  ])('reads the action %s as %s', (Action, decision) => {
    expect(decide([allow({ Action })])).toBe(decision);
  });

  it('reads NotAction and NotResource as everything else', () => {
    expect(decide([{ Effect: 'Allow', NotAction: 'dynamodb:PutItem', Resource: '*' }])).toBe('allow');
    expect(decide([{ Effect: 'Allow', NotAction: 'dynamodb:Get*', Resource: '*' }])).toBe('implicit-deny');
    expect(decide([{ Effect: 'Allow', Action: '*', NotResource: table }])).toBe('implicit-deny');
  });

  it('compares resources with regard to case and fills in policy variables', () => {
    expect(decide([allow({ Resource: table.toUpperCase() })])).toBe('implicit-deny');
    const own = allow({ Resource: 'arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}' });
    expect(decide([own], { ...request, context: { 'aws:principaltag/table': 'resources' } })).toBe('allow');
    expect(decide([own])).toBe('implicit-deny');
    const listed = { ...request, context: { 'aws:PrincipalTag/table': ['resources'] } };
    expect(decide([own], listed)).toBe('implicit-deny');
    const ending = allow({ Resource: `${table}\${aws:none}` });
    expect(decide([ending])).toBe('implicit-deny');
  });

  it.each([
    ['a service named', { Service: 'apigateway.amazonaws.com' }, 'allow'],
    ['another service', { Service: 's3.amazonaws.com' }, 'implicit-deny'],
    ['anybody', '*', 'allow'],
    ['any account', { AWS: '*' }, 'allow'],
  ])('in a resource policy matches the principal: %s', (_name, Principal, decision) => {
    const principal = { type: 'Service', value: 'apigateway.amazonaws.com' } as const;
    expect(decide([allow({ Principal })], { ...request, principal })).toBe(decision);
  });

  it.each([
    [{ AWS: ['x', 'arn:aws:iam::1:role/r'] }, 'allow'],
    [{ AWS: 'arn:aws:iam::1:root' }, 'allow'],
    [{ AWS: 'arn:aws:iam::1:role/other' }, 'implicit-deny'],
    [{ Service: 'arn:aws:iam::1:role/r' }, 'implicit-deny'],
    [{ Service: '*' }, 'implicit-deny'],
    [{ Service: '1' }, 'implicit-deny'],
    [{ Service: 's3.amazonaws.com', AWS: '1' }, 'allow'],
    [{}, 'implicit-deny'],
  ])('matches a role of the account 1 with the principal %j: %s', (Principal, decision) => {
    const principal = { type: 'AWS', value: 'arn:aws:iam::1:role/r', accountId: '1' } as const;
    expect(decide([allow({ Principal })], { ...request, principal })).toBe(decision);
    const other = decision === 'allow' ? 'implicit-deny' : 'allow';
    expect(decide([allow({ NotPrincipal: Principal })], { ...request, principal })).toBe(other);
  });

  it('matches an anonymous caller by no name, and a service by no account', () => {
    for (const Principal of [{ AWS: '1' }, { AWS: 'arn:aws:iam::undefined:root' }, { Service: 'x' }])
      expect(decide([allow({ Principal })])).toBe('implicit-deny');
    expect(decide([allow({ Principal: { AWS: '*' } })])).toBe('allow');
    expect(decide([allow({ NotPrincipal: '*' })])).toBe('implicit-deny');
    const principal = { type: 'Service', value: 'x', accountId: '1' } as const;
    expect(decide([allow({ Principal: { Service: '1' } })], { ...request, principal })).toBe('implicit-deny');
  });

  it('lets a statement of a resource policy leave the resource out', () => {
    expect(decide([{ Effect: 'Allow', Principal: '*', Action: 'dynamodb:GetItem' }])).toBe('allow');
  });

  it('matches one of several actions and resources', () => {
    const lists = { Action: ['a:b', 'dynamodb:GetItem'], Resource: ['x', table] };
    expect(decide([allow(lists)])).toBe('allow');
    expect(decide([allow({ ...lists, Resource: ['x', 'y'] })])).toBe('implicit-deny');
  });

  it('lets an account id stand for every identity of the account', () => {
    const principal = {
      type: 'AWS',
      value: 'arn:aws:iam::000000000000:role/r',
      accountId: '000000000000',
    } as const;
    expect(decide([allow({ Principal: { AWS: '000000000000' } })], { ...request, principal })).toBe('allow');
    expect(
      decide([allow({ Principal: { AWS: 'arn:aws:iam::111111111111:root' } })], { ...request, principal }),
    ).toBe('implicit-deny');
  });

  it.each([
    [{ StringEquals: { 'aws:username': ['a', 'b'] } }, { 'aws:username': 'b' }, true],
    [{ StringEquals: { 'aws:username': 'a' } }, {}, false],
    [{ StringEqualsIfExists: { 'aws:username': 'a' } }, {}, true],
    [{ StringNotEquals: { 'aws:username': ['a', 'b'] } }, { 'aws:username': 'b' }, false],
    [{ StringNotEquals: { 'aws:username': 'a' } }, {}, true],
    [{ StringLike: { 's3:prefix': 'home/*' } }, { 's3:prefix': 'home/x' }, true],
    [{ NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': '9' }, true],
    [
      { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
      { 'aws:CurrentTime': '2026-06-01T00:00:00Z' },
      true,
    ],
    [{ Bool: { 'aws:SecureTransport': true } }, { 'aws:SecureTransport': 'false' }, false],
    [{ IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, { 'aws:SourceIp': '127.1.2.3' }, true],
    [{ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { 'aws:SourceIp': '10.1.2.3' }, false],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b*' } }, { 'aws:SourceArn': 'arn:aws:s3:::bucket' }, true],
    [{ Null: { 'aws:username': 'true' } }, {}, true],
    [
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['u1*'] } },
      { 'dynamodb:LeadingKeys': ['u1', 'u2'] },
      false,
    ],
    [
      { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['u1*'] } },
      { 'dynamodb:LeadingKeys': ['u1', 'u2'] },
      true,
    ],
    [{ StringEquals: { a: '1' }, Bool: { b: 'true' } }, { a: '1', b: 'false' }, false],
  ])('weighs the condition %j of %j: %s', (Condition, context, holds) => {
    expect(decide([allow({ Condition })], { ...request, context: context as Record<string, string> })).toBe(
      holds ? 'allow' : 'implicit-deny',
    );
  });

  it('refuses operators and members that do not exist, by name', () => {
    expect(() => decide([allow({ Condition: { StringMatches: { a: 'b' } } })])).toThrow('StringMatches');
    expect(() => decide([allow({ Resources: '*' })])).toThrow('Resources');
    expect(() => parsePolicy('{')).toThrow('invalid Json');
    expect(() => decide([{ Effect: 'Permit', Action: '*' }])).toThrow('"Permit"');
  });

  it.each(['Action', 'Resource', 'Principal', 'Condition'])('refuses a malformed %s', (member) => {
    for (const value of [null, 1, [null], { AWS: null }, { AWS: [1] }]) {
      const statement = { Effect: 'Allow', Action: '*', [member]: value };
      expect(() => parsePolicy({ Statement: statement })).toThrow(
        expect.objectContaining({
          code: 'MalformedPolicyDocument',
          message: expect.stringMatching(new RegExp(member, 'i')),
        }),
      );
    }
  });

  it('evaluates any document or reports what is wrong with it', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (text, action) => {
        try {
          const decision = evaluatePolicies([parsePolicy(text)], { ...request, action });
          expect(['allow', 'implicit-deny', 'explicit-deny']).toContain(decision);
        } catch (error) {
          expect(error).toMatchObject({ code: 'MalformedPolicyDocument' });
        }
      }),
    );
  });
});

describe('wildcards', () => {
  const pattern = fc
    .array(fc.constantFrom('*', '?', 'a', 'b', '.'), { maxLength: 8 })
    .map((parts) => parts.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 8 }).map((parts) => parts.join(''));

  it('match like the regular expression they stand for', () => {
    fc.assert(
      fc.property(pattern, text, (glob, candidate) => {
        const source = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesWildcard(glob, candidate)).toBe(new RegExp(`^${source}$`).test(candidate));
      }),
    );
  });

  it('may be tried at each place of a text', () => {
    expect(matchesWildcard('a*b', 'aab')).toBe(true);
    expect(matchesWildcard('a*b*c', 'aabbc')).toBe(true);
    expect(matchesWildcard('a*b', 'aba')).toBe(false);
  });

  it('do not match across the colons of an ARN', () => {
    expect(matchesArn('arn:aws:s3:::*', 'arn:aws:s3:::bucket/a:b')).toBe(true);
    expect(matchesArn('arn:aws:*:bucket', 'arn:aws:s3:::bucket')).toBe(false);
    expect(matchesArn('arn:aws:s3:::a:*:c', 'arn:aws:s3:::a:b:c')).toBe(true);
    expect(matchesArn('arn:aws:s3:::a:b', 'arn:aws:s3:::ab')).toBe(false);
    expect(matchesArn('arn:aws:s3:*:e:x', 'arn:aws:s3:d:e:y:e:x')).toBe(false);
    expect(matchesArn('arn:aws:s3:::a', 'arn:aws:sns:::a')).toBe(false);
    expect(matchesArn('arn:aws:s3', 'arn:aws:s3:::a')).toBe(false);
    expect(matchesArn('arn:aws:s3:::a', 'arn:aws:s3')).toBe(false);
    expect(matchesArn('*', 'arn:aws:s3:::a')).toBe(false);
  });

  it('are plain characters where they come from policy variables', () => {
    const resource = (name: string) => ({ ...request, resource: name, context: { 'aws:userid': 'a*?' } });
    const named = (Resource: string) => [allow({ Resource })];
    const variables = ['${*}', '${?}', '${$}', '${aws:userid}'];
    const pattern = `*:${variables.join('')}:?`;
    expect(decide(named(pattern), resource('x:*?$a*?:x'))).toBe('allow');
    for (const other of ['x:x?$a*?:x', 'x:*x$a*?:x', 'x:*?$axx:x', 'x:*?$a*?:xx', 'x:*?$a*?:'])
      expect(decide(named(pattern), resource(other)), other).toBe('implicit-deny');
  });
});
