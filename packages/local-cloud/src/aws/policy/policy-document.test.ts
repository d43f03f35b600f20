import { describe, expect, it } from 'vitest';
import { parsePolicy } from './policy-document.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject' };
const parse = (members: object) => parsePolicy({ Statement: { ...statement, ...members } });
const malformed = (message: string) => expect.objectContaining({ code: 'MalformedPolicyDocument', message });

describe('a policy document', () => {
  it('may have all members, one statement or several, and text or values', () => {
    const full = {
      Version: '2012-10-17',
      Id: 'id',
      Statement: [
        { ...statement, Sid: 's', Resource: ['a', 'b'], Principal: { AWS: ['a'], Service: 's' } },
        {
          Effect: 'Deny',
          NotAction: ['a'],
          NotResource: 'b',
          NotPrincipal: '*',
          Condition: { Bool: { a: true } },
        },
      ],
    };
    expect(parsePolicy(full)).toEqual(full);
    expect(parsePolicy(JSON.stringify(full))).toEqual(full);
    expect(parsePolicy({ Version: '2008-10-17', Statement: statement })).toEqual({
      Version: '2008-10-17',
      Statement: [statement],
    });
  });

  it.each([
    ['[]', 'Syntax errors in policy: expected an object.'],
    [{}, 'Syntax errors in policy: expected Statement.'],
    [{ Statement: ['x'] }, 'Syntax errors in policy: expected objects in Statement.'],
    [{ Statement: [null] }, 'Syntax errors in policy: expected objects in Statement.'],
    [{ Statement: [], Other: 1 }, 'Syntax errors in policy: "Other" is not a member.'],
    [{ Statement: [], '': 1 }, 'Syntax errors in policy: "" is not a member.'],
    [{ Statement: [], Version: '2012' }, 'The policy must contain a valid version string, received "2012".'],
  ])('is refused: %j', (document, message) => {
    expect(() => parsePolicy(document)).toThrow(malformed(message));
  });

  it.each([
    [{ Action: undefined }, 'Policy statement must contain either Action or NotAction.'],
    [{ NotAction: 'a' }, 'Policy statement must contain either Action or NotAction.'],
    [{ NotAction: [1], Action: undefined }, 'Expected a string or a list of strings for NotAction.'],
    [{ Action: ['a', 1] }, 'Expected a string or a list of strings for Action.'],
    [{ Resource: {} }, 'Expected a string or a list of strings for Resource.'],
    [{ NotResource: ['a', null] }, 'Expected a string or a list of strings for NotResource.'],
    [
      { Principal: { AWS: 'a', Service: [1] } },
      'Invalid principal in policy: expected * or an object of strings and lists of strings.',
    ],
    [
      { NotPrincipal: { AWS: 1 } },
      'Invalid principal in policy: expected * or an object of strings and lists of strings.',
    ],
    [
      { Condition: { Bool: {}, Null: 'a' } },
      'Syntax errors in policy: expected an object of operators with their keys for Condition.',
    ],
  ])('is refused with the statement %j', (members, message) => {
    expect(() => parse(members)).toThrow(malformed(message));
  });

  it('has at most 131,072 characters', () => {
    const text = JSON.stringify({ Statement: [] });
    expect(parsePolicy(text.padEnd(131_072))).toEqual({ Statement: [] });
    expect(() => parsePolicy(text.padEnd(131_073))).toThrow(
      malformed('Expected at most 131072 characters, received 131073.'),
    );
  });
});
