import { describe, expect, it } from 'vitest';
import { newWork } from '../intrinsics/work.ts';
import type { JsonValue } from '../template.ts';
import { checkRules } from './check-rules.ts';
import { evaluateConditions } from './evaluate-conditions.ts';

const scope = {
  region: 'us-east-1',
  work: newWork(),
  parameters: new Map<string, JsonValue>([
    ['Stage', 'prod'],
    ['Count', 3],
    ['Names', ['a', 'b']],
  ]),
  mappings: { Stages: { prod: { Big: 'true' } } },
};

const isProd = { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] };

describe('conditions', () => {
  it('CF-26: depend on parameters, mappings and one another', () => {
    const outcomes = evaluateConditions(
      {
        Both: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsBig' }] },
        IsProd: isProd,
        IsBig: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, 'Big'] }, true] },
        Other: {
          'Fn::Or': [{ 'Fn::Not': [{ Condition: 'IsProd' }] }, { 'Fn::Equals': [{ Ref: 'Count' }, '4'] }],
        },
      },
      scope,
    );
    expect(Object.fromEntries(outcomes)).toEqual({ Both: true, IsProd: true, IsBig: true, Other: false });
  });

  it.each<[Record<string, JsonValue>, string]>([
    [{ A: { Condition: 'B' } }, 'Unresolved condition dependency B in the Conditions block of the template'],
    [
      { A: { Condition: 'B' }, B: { Condition: 'A' } },
      'Found circular condition dependency between A and B and A',
    ],
    [
      { A: { 'Fn::Equals': [{ Ref: 'Table' }, 'x'] } },
      'Cannot reference resources in the Conditions block of the template',
    ],
    [{ A: { 'Fn::Equals': ['x'] } }, 'every Fn::Equals object requires a list of 2 string parameters.'],
    [
      { A: { 'Fn::And': [isProd] } },
      'every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.',
    ],
    [{ A: 'yes' }, 'Conditions can only be boolean operations on parameters and other conditions'],
  ])('are refused in AWS words: %j', (conditions, message) => {
    expect(() => evaluateConditions(conditions, scope)).toThrow(message);
  });
});

describe('rules', () => {
  const rule = (Assert: JsonValue, rest = {}) => ({
    Resources: {},
    Rules: { R: { Assertions: [{ Assert, AssertDescription: 'Not so.' }], ...rest } },
  });

  it('accept parameters that satisfy them', () => {
    const inList = { 'Fn::And': [{ 'Fn::Contains': [['dev', 'prod'], { Ref: 'Stage' }] }, isProd] };
    expect(() => checkRules(rule(inList), scope)).not.toThrow();
    expect(() =>
      checkRules(rule({ 'Fn::EachMemberIn': [{ Ref: 'Names' }, ['a', 'b', 'c']] }), scope),
    ).not.toThrow();
  });

  it('CF-29: name the assertion that fails, unless their condition is false', () => {
    const broken = { 'Fn::Not': [isProd] };
    expect(() => checkRules(rule(broken), scope)).toThrow('Rule R is violated: Not so.');
    expect(() => checkRules(rule(broken, { RuleCondition: broken }), scope)).not.toThrow();
  });
});
