import { describe, expect, it } from 'vitest';
import { chooseParameters, effectiveValue, type ParameterSources } from './template-parameters.ts';

const template = {
  Parameters: { Architecture: { Default: 'arm64' }, Secret: {} },
  Resources: {},
};
const existing = {
  StackName: 's',
  CreationTime: new Date(0),
  StackStatus: 'CREATE_COMPLETE' as const,
  Parameters: [
    { ParameterKey: 'Architecture', ParameterValue: 'x86_64' },
    { ParameterKey: 'Secret', ParameterValue: '****' },
  ],
};
const sources = (some: Partial<ParameterSources>): ParameterSources => ({
  template,
  given: { Secret: 's' },
  target: {},
  existing: undefined,
  ...some,
});

describe('chooseParameters', () => {
  it("leaves a template's default to CloudFormation", () => {
    expect(chooseParameters(sources({}))).toEqual([{ ParameterKey: 'Secret', ParameterValue: 's' }]);
  });

  it('keeps what an existing stack has, so that a second deployment changes nothing', () => {
    expect(chooseParameters(sources({ given: {}, existing }))).toEqual([
      { ParameterKey: 'Architecture', UsePreviousValue: true },
      { ParameterKey: 'Secret', UsePreviousValue: true },
    ]);
  });

  it("prefers the given value to the target's, and that to the stack's", () => {
    const target = { Architecture: 'x86_64', Unused: 'x' };
    const value = (given: Record<string, string>) =>
      chooseParameters(sources({ given: { Secret: 's', ...given }, target, existing }))[0]?.ParameterValue;
    expect(value({})).toBe('x86_64');
    expect(value({ Architecture: 'arm64' })).toBe('arm64');
  });

  it('refuses an unknown parameter and names those there are', () => {
    expect(() => chooseParameters(sources({ given: { Archtecture: 'arm64' } }))).toThrow(
      'Expected one of Architecture, Secret as a parameter, received Archtecture',
    );
  });

  it('asks for a parameter that has no value', () => {
    expect(() => chooseParameters(sources({ given: {} }))).toThrow(
      'The parameter Secret has no default: give it with --parameter Secret=VALUE',
    );
  });
});

describe('effectiveValue', () => {
  it.each([
    ['the default', {}, 'arm64'],
    ["the stack's", { existing }, 'x86_64'],
    ['the given', { existing, given: { Secret: 's', Architecture: 'arm64' } }, 'arm64'],
  ])('is %s', (_, some, value) => {
    const all = sources(some);
    expect(effectiveValue(chooseParameters(all), 'Architecture', all)).toBe(value);
  });
});
