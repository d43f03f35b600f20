import { describe, expect, it } from 'vitest';
import { parameterReference, parameterValues, shownParameters } from './parameter-values.ts';

function valuesOf(Parameters: Record<string, object>, given: Record<string, string> = {}) {
  const list = Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  return parameterValues({ Parameters: Parameters as never, Resources: {} }, list);
}

describe('parameters', () => {
  it('have the given value, or else the default', () => {
    const values = valuesOf(
      {
        A: { Type: 'String', Default: 'x' },
        B: { Type: 'Number', Default: 1 },
        C: { Type: 'CommaDelimitedList', Default: 'a, b' },
        D: { Type: 'List<Number>', Default: '1,2' },
        E: { Type: 'String', Default: '' },
      },
      { A: 'y' },
    );
    expect(values.map(parameterReference)).toEqual(['y', 1, ['a', 'b'], [1, 2], '']);
  });

  it('have names and ids of types of AWS as they are given', () => {
    const values = valuesOf({
      A: { Type: 'AWS::EC2::VPC::Id', Default: 'vpc-1' },
      B: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'subnet-1,subnet-2' },
      C: { Type: 'List<String>', Default: 'a,b' },
    });
    expect(values.map(parameterReference)).toEqual(['vpc-1', ['subnet-1', 'subnet-2'], ['a', 'b']]);
  });

  it('keep a number as a string where a number would read differently', () => {
    expect(valuesOf({ A: { Type: 'Number', Default: '1.0' } }).map(parameterReference)).toEqual(['1.0']);
  });

  it('are refused when their patterns together take too long', () => {
    // For each of 150 items the pattern tries 2^23 ways, which takes a fast machine some milliseconds, before it matches.
    const Default = Array.from({ length: 150 }, () => 'a'.repeat(23)).join();
    const A = { Type: 'CommaDelimitedList', AllowedPattern: '(a|a)*b|a*', Default };
    expect(() => valuesOf({ A })).toThrow('cannot be used: Regular expressions take more than 100 ms');
  });

  it("are matched by patterns of Java's", () => {
    const A = { Type: 'CommaDelimitedList', AllowedPattern: '(?i)[a-z&&[^b]]\\p{Digit}++' };
    expect(valuesOf({ A }, { A: 'a1,C23' }).map(parameterReference)).toEqual([['a1', 'C23']]);
    expect(() => valuesOf({ A }, { A: 'a1,b1' })).toThrow("Parameter 'A' must match pattern (?i)");
  });

  it('CF-27: hide values that must not be echoed', () => {
    expect(shownParameters(valuesOf({ A: { Type: 'String', NoEcho: true } }, { A: 'secret' }))).toEqual([
      { ParameterKey: 'A', ParameterValue: '****' },
    ]);
  });

  it.each<[Record<string, object>, Record<string, string>, string]>([
    [{ A: { Type: 'String' }, B: { Type: 'String' } }, {}, 'Parameters: [A, B] must have values'],
    [{}, { A: 'x' }, 'Parameters: [A] do not exist in the template'],
    [
      { A: { Type: 'String', AllowedValues: ['x'] } },
      { A: 'y' },
      "Parameter 'A' must be one of AllowedValues",
    ],
    [
      { A: { Type: 'String', AllowedPattern: '[a-z]+' } },
      { A: 'a1' },
      "Parameter 'A' must match pattern [a-z]+",
    ],
    [
      { A: { Type: 'String', AllowedPattern: '[a-z]+', ConstraintDescription: 'only letters' } },
      { A: '1' },
      'Parameter A failed to satisfy constraint: only letters',
    ],
    [
      { A: { Type: 'String', AllowedPattern: '[a-z' } },
      { A: 'a' },
      'Template error: the AllowedPattern of parameter A cannot be used: Unclosed character class',
    ],
    [
      { A: { Type: 'String', AllowedPattern: '(a+)+b' } },
      { A: 'a'.repeat(4000) },
      'Template error: the AllowedPattern of parameter A cannot be used: Regular expressions take more than 100 ms',
    ],
    [{ A: { Type: 'String', MinLength: 2 } }, { A: 'a' }, "Parameter 'A' must contain at least 2 characters"],
    [
      { A: { Type: 'String', MaxLength: '2' } },
      { A: 'abc' },
      "Parameter 'A' must contain at most 2 characters",
    ],
    [{ A: { Type: 'Number' } }, { A: 'x' }, "Parameter 'A' must be a number."],
    [{ A: { Type: 'Number', MinValue: 2 } }, { A: '1' }, "Parameter 'A' must be a number not less than 2"],
    [{ A: { Type: 'Number', MaxValue: 2 } }, { A: '3' }, "Parameter 'A' must be a number not greater than 2"],
    [
      { A: { Type: 'List<Number>', MaxValue: 2 } },
      { A: '1,3' },
      "Parameter 'A' must be a number not greater than 2",
    ],
    [{ A: { Type: 'Text' } }, {}, 'Template format error: Unrecognized parameter type: Text'],
    [
      { A: { Type: 'AWS::SSM::Parameter::Value<Text>' } },
      {},
      'Unrecognized parameter type: AWS::SSM::Parameter::Value<Text>',
    ],
    [{ A: { Type: 'List<AWS::EC2::Subnet>' } }, {}, 'Unrecognized parameter type: List<AWS::EC2::Subnet>'],
    [{ A: {} }, {}, 'Template format error: Every Parameters object must contain a Type member.'],
    [{ A: { Type: 'String', Foo: 1 } }, {}, "Invalid template parameter property 'Foo'"],
  ])('are refused in AWS words: %j %j', (definitions, given, message) => {
    expect(() => valuesOf(definitions, given)).toThrow(message);
  });
});
