import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../aws/service-error.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import type { Scope } from './intrinsic-function.ts';
import { references } from './references.ts';
import { resolve } from './resolve.ts';
import { newWork } from './work.ts';

const scope: Scope = {
  region: 'us-east-1',
  work: newWork(),
  parameters: new Map<string, JsonValue>([
    ['Name', 'demo'],
    ['Count', 3],
    ['Zones', ['a', 'b']],
    ['AWS::Region', 'us-east-1'],
  ]),
  mappings: { Sizes: { dev: { Memory: 128, List: ['x', 'y'] } } },
  conditions: new Map([
    ['Yes', true],
    ['No', false],
  ]),
  physicalId: (id) => (id === 'Table' ? 'table-1' : undefined),
  attribute: (id, name) => (id === 'Table' && name === 'Stream.Arn' ? 'arn:stream' : undefined),
  exported: (name) => (name === 'demo-vpc' ? 'vpc-1' : undefined),
  stored: (name) => name,
  secret: (name) => name,
};

describe('intrinsic functions', () => {
  it.each<[string, JsonValue, JsonValue]>([
    ['Ref of a parameter', { Ref: 'Name' }, 'demo'],
    ['Ref of a resource', { Ref: 'Table' }, 'table-1'],
    ['GetAtt of a nested attribute', { 'Fn::GetAtt': ['Table', 'Stream.Arn'] }, 'arn:stream'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Table.Stream.Arn' }, 'arn:stream'],
    [
      'Sub',
      { 'Fn::Sub': '${Name}/${Table}/${Table.Stream.Arn}/${AWS::Region}/${Count}' },
      'demo/table-1/arn:stream/us-east-1/3',
    ],
    ['Sub of a literal', { 'Fn::Sub': '${!Name} $Name' }, '${Name} $Name'],
    [
      'Sub with variables of its own',
      { 'Fn::Sub': ['${Name}-${x}', { x: { Ref: 'Table' }, Name: '$&' }] },
      '$&-table-1',
    ],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Count' }, true]] }, 'a-3-true'],
    ['Join of a list parameter', { 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    ['Split and Select', { 'Fn::Select': ['1', { 'Fn::Split': ['|', 'a|b|c'] }] }, 'b'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', 'dev', 'Memory'] }, 128],
    ['If', { 'Fn::If': ['Yes', { Ref: 'Name' }, { Ref: 'Nothing' }] }, 'demo'],
    ['Base64', { 'Fn::Base64': 'héllo' }, 'aMOpbGxv'],
    ['GetAZs', { 'Fn::GetAZs': '' }, ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Name}-vpc' } }, 'vpc-1'],
    ['Cidr', { 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['Cidr of IPv6', { 'Fn::Cidr': ['2001:db8::/56', '2', '64'] }, ['2001:db8::/64', '2001:db8:0:1::/64']],
    ['plain values', { Ref: 1, Other: [null, 'x'] }, { Ref: 1, Other: [null, 'x'] }],
  ])('%s', (_name, call, value) => {
    expect(resolve(call, scope)).toEqual(value);
  });

  it('CF-25: leave AWS::NoValue out of the object or list around it', () => {
    const none = { Ref: 'AWS::NoValue' };
    const either = { 'Fn::If': ['No', 'x', none] };
    expect(resolve({ a: none, b: [1, either, 2] }, scope)).toEqual({ b: [1, 2] });
  });

  it.each<[JsonValue, string]>([
    [{ Ref: 'Nothing' }, 'Unresolved resource dependencies [Nothing] in the Resources block of the template'],
    [{ Ref: ['Name'] }, 'Template error: every Ref object must have a single String value.'],
    [
      { 'Fn::GetAtt': ['Nothing', 'Arn'] },
      'Template error: instance of Fn::GetAtt references undefined resource Nothing',
    ],
    [
      { 'Fn::GetAtt': ['Table', 'Arm'] },
      'Template error: resource Table does not support attribute type Arm in Fn::GetAtt',
    ],
    [
      { 'Fn::Select': [5, ['a']] },
      'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
    ],
    [
      { 'Fn::FindInMap': ['Sizes', 'prod', 'Memory'] },
      'Template error: Unable to get mapping for Sizes::prod::Memory',
    ],
    [
      { 'Fn::FindInMap': ['constructor', 'name', 'length'] },
      'Unable to get mapping for constructor::name::length',
    ],
    [{ 'Fn::If': ['Maybe', 1, 2] }, 'Template error: unresolved condition dependency Maybe'],
    [{ 'Fn::Sub': '${a b}' }, 'variable names in Fn::Sub syntax must contain only alphanumeric characters'],
    [{ 'Fn::ImportValue': 'nothing' }, 'No export named nothing found.'],
    [
      { 'Fn::Length': [] },
      'Template error: Encountered unsupported function: Fn::Length Supported functions are: [',
    ],
    [{ 'Fn::Cidr': ['10.0.0.0/24', 9, 5] }, 'Fn::Cidr cannot make 9 blocks of 5 bits in 10.0.0.0/24'],
  ])('refuse %j in AWS words', (call, message) => {
    expect(() => resolve(call, scope)).toThrow(message);
  });

  it('return a value or throw a ServiceError for every argument', () => {
    const names = [
      'Ref',
      'Base64',
      'Cidr',
      'FindInMap',
      'GetAZs',
      'GetAtt',
      'If',
      'ImportValue',
      'Join',
      'Select',
      'Split',
      'Sub',
      'No',
    ];
    const text = fc.oneof(
      fc.constantFrom(
        'Name',
        'Table',
        'Table.Stream.Arn',
        'Yes',
        '${Name}',
        '${',
        '10.0.0.0/8',
        '::/0',
        '1',
        '__proto__',
      ),
      fc.string(),
    );
    const { call } = fc.letrec<{ call: JsonValue; value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        tie('call'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value'), { maxKeys: 2 }),
      ),
      call: fc
        .tuple(fc.constantFrom(...names), tie('value'))
        .map(([name, value]): JsonObject => ({ [name === 'Ref' ? name : `Fn::${name}`]: value })),
    }));
    fc.assert(
      fc.property(call, (given) => {
        for (const apply of [
          () => resolve(given, scope),
          () => references(given),
          () => references(given, scope.conditions),
        ]) {
          try {
            apply();
          } catch (error) {
            expect(error).toBeInstanceOf(ServiceError);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('references', () => {
  it('are found in every function, and only in the chosen branch where conditions are known', () => {
    const value = {
      a: { 'Fn::Sub': ['${A} ${B.Arn} ${own} ${!no}', { own: { Ref: 'C' } }] },
      b: { 'Fn::If': ['Yes', { Ref: 'D' }, { 'Fn::GetAtt': ['E', 'Arn'] }] },
    };
    const names = (found: { name: string }[]) => found.map(({ name }) => name);
    expect(names(references(value))).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(names(references(value, scope.conditions))).toEqual(['A', 'B', 'C', 'D']);
  });
});
