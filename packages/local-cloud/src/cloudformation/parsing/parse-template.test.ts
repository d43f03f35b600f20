import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../aws/service-error.ts';
import { checkFormat } from './check-format.ts';
import { parseTemplate } from './parse-template.ts';

describe('parsing a template', () => {
  it('reads JSON and YAML alike', () => {
    const yaml = 'Resources:\n  A:\n    Type: T\n    Properties: {N: 1, B: true, S: "1"}\n';
    const json = '{"Resources":{"A":{"Type":"T","Properties":{"N":1,"B":true,"S":"1"}}}}';
    expect(parseTemplate(yaml)).toEqual(parseTemplate(json));
  });

  it('CF-28: turns short tags into their long form', () => {
    const text = [
      'a: !Ref X',
      'b: !GetAtt X.Y.Z',
      'c: !GetAtt [X, Y]',
      "d: !Sub 'a ${b}'",
      'e: !If [C, !Ref X, !Join ["", [a, !Base64 b]]]',
      'f: !And [!Condition C, !Not [!Equals [a, b]]]',
      'g: !Transform {Name: AWS::Include}',
    ].join('\n');
    expect(parseTemplate(text)).toEqual({
      a: { Ref: 'X' },
      b: { 'Fn::GetAtt': ['X', 'Y.Z'] },
      c: { 'Fn::GetAtt': ['X', 'Y'] },
      d: { 'Fn::Sub': 'a ${b}' },
      e: { 'Fn::If': ['C', { Ref: 'X' }, { 'Fn::Join': ['', ['a', { 'Fn::Base64': 'b' }]] }] },
      f: { 'Fn::And': [{ Condition: 'C' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] },
      g: { 'Fn::Transform': { Name: 'AWS::Include' } },
    });
  });

  it('CF-28: keeps dates, account ids and keys as strings and reads YAML 1.1 booleans', () => {
    const text = 'date: 2012-10-17\nid: 000000000000\nlong: 12345678901234567890\nyes: on\nno: "on"\n1: 1.50';
    expect(parseTemplate(text)).toEqual({
      date: '2012-10-17',
      id: '000000000000',
      long: '12345678901234567890',
      yes: true,
      no: 'on',
      1: 1.5,
    });
  });

  it('refuses aliases, as AWS does, and accepts anchors', () => {
    expect(parseTemplate('a: &x [1]')).toEqual({ a: [1] });
    const message = 'Template error: YAML aliases are not allowed in CloudFormation templates';
    for (const text of ['a: &x [1]\nb: *x', 'a: &x {b: 1}\nc: {<<: *x}', 'a: &a [*a]']) {
      expect(() => parseTemplate(text)).toThrow(message);
    }
  });

  it('accepts the version of a custom resource, and of no other', () => {
    const template = (Type: string) => ({ Resources: { A: { Type, Version: '1.0' } } });
    expect(() => checkFormat(template('Custom::Thing'))).not.toThrow();
    expect(() => checkFormat(template('AWS::CloudFormation::CustomResource'))).not.toThrow();
    expect(() => checkFormat(template('AWS::SQS::Queue'))).toThrow(
      "Invalid template resource property 'Version'",
    );
  });

  it('accepts one document', () => {
    expect(parseTemplate('---\na: 1\n...\n')).toEqual({ a: 1 });
    expect(() => parseTemplate('a: 1\n---\na: 2')).toThrow('YAML not well-formed.');
  });

  it.each([
    ['{"a": 1,}}', 'Template format error: JSON not well-formed. (line 1, column 10)'],
    ['a: 1\nb: [', 'Template format error: YAML not well-formed. (line 2, column 5)'],
    ['a: 1\na: 2', 'Template format error: YAML not well-formed. (line 2, column 1)'],
    ['a: !Foo b', 'Template format error: Unrecognized YAML tag !Foo'],
  ])('reports what is wrong with %j and where', (text, message) => {
    expect(() => parseTemplate(text)).toThrow(message);
  });

  it('returns a value or throws a ServiceError for every string', () => {
    const snippet = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '!Ref ',
      '!Sub',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '"',
      '<<',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(snippet).map((parts) => parts.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          checkFormat(parseTemplate(given));
        } catch (error) {
          expect(error).toBeInstanceOf(ServiceError);
        }
      }),
    );
  });
});

describe('the format of a template', () => {
  const resources = { Resources: { A: { Type: 'T' } } };

  it.each([
    ['text', 'Template format error: unsupported structure.'],
    [{}, 'Template format error: At least one Resources member must be defined.'],
    [{ ...resources, Foo: 1, Bar: 2 }, 'Invalid template property or properties [Foo, Bar]'],
    [{ ...resources, Globals: {} }, 'Invalid template property or properties [Globals]'],
    [
      { Resources: { 'A-B': { Type: 'T' } } },
      'Template format error: Resource name A-B is non alphanumeric.',
    ],
    [
      { Resources: { A: {} } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
    [{ Resources: { A: { Type: 'T', Foo: 1 } } }, "Invalid template resource property 'Foo'"],
    [
      { Resources: { A: { Type: 'T', Properties: null } } },
      "[/Resources/A/Properties] 'null' values are not allowed in templates",
    ],
    [
      { Resources: { A: { Type: 'T', DeletionPolicy: 'Snapshot' } } },
      'Template error: resource type T does not support deletion policy Snapshot',
    ],
    [
      { Resources: { A: { Type: 'T', DeletionPolicy: 'Keep' } } },
      'Template format error: Unrecognized DeletionPolicy Keep',
    ],
    [{ ...resources, Outputs: { O: {} } }, 'Every Outputs member must contain a Value object'],
    [
      { Resources: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`A${i}`, { Type: 'T' }])) },
      'Template format error: Number of resources, 501, is greater than maximum allowed, 500',
    ],
  ])('CF-23: is refused in AWS words: %j', (template, message) => {
    expect(() => checkFormat(template)).toThrow(message);
  });
});
