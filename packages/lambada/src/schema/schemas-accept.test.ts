import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { JsonValue } from '../model.ts';
import { formats } from '../runtime/formats.ts';
import { everything, scanSources } from '../testing/scan-source.ts';

/** Types, JSON that is of the type, and JSON that is not. */
const cases: [type: string, valid: JsonValue[], invalid: JsonValue[]][] = [
  ['string', ['', 'a'], [1, null, ['a']]],
  ['number', [0, -1.5], ['0', null]],
  ['boolean', [true, false], [0, 'true']],
  ['bigint', [0, -7], [1.5, '7']],
  ['null', [null], [0, '']],
  ['unknown', [null, 1, { a: [] }], []],
  ["'a' | 1 | true", ['a', 1, true], ['b', 2, false, null]],
  ['string | null', ['a', null], [1]],
  ["'a' | null", ['a', null], ['b']],
  ['Date', ['2026-01-02T03:04:05Z'], ['yesterday', 0]],
  ['Uint8Array', ['AAE=', ''], ['?', 1]],
  ['`v${number}`', ['v1', 'v-2.5'], ['v', 'vx', '1v']],
  ['(string | number)[]', [[], ['a', 1]], ['a', [null]]],
  ['[string, number?]', [['a'], ['a', 1]], [[], ['a', 'b'], ['a', 1, 2]]],
  ['[string, ...number[]]', [['a'], ['a', 1, 2]], [[], [1], ['a', 'b']]],
  ['Record<string, number>', [{}, { a: 1 }], [{ a: 'b' }, []]],
  ["Partial<Record<'a' | 'b', number>>", [{}, { a: 1 }], [{ a: 'x' }]],
  ['Colour', ['red'], ['Red', 0]],
  ['Level', [0, 1], [2, 'Low']],
  [
    'Tree',
    [{ value: 1, children: [{ value: 2, children: [] }] }],
    [{ value: 1 }, { value: 1, children: [{}] }],
  ],
  [
    'Shape',
    [
      { kind: 'circle', r: 1 },
      { kind: 'square', a: 2 },
    ],
    [{ kind: 'circle', a: 2 }, { kind: 'cube' }, {}],
  ],
  ['Shape | null', [null, { kind: 'square', a: 2 }], [{ kind: 'circle' }]],
  ['Page<Tree>', [{ items: [] }], [{ items: [1] }, {}]],
  ["Omit<Tree, 'children'>", [{ value: 1 }], [{}]],
  ['Tree & { id: string }', [{ value: 1, children: [], id: 'a' }], [{ value: 1, children: [] }]],
  ['Email[]', [['a@b.org']], [['a']]],
  ['Strict', [{ name: 'a' }], [{ name: 'a', other: 1 }, {}]],
  ['Counted', [{ count: 1 }, { count: 10 }], [{ count: 0 }, { count: 1.5 }, { count: 11 }]],
];

const declarations = `
enum Colour { Red = 'red', Blue = 'blue' }
enum Level { Low, High }
interface Tree { value: number; children: Tree[] }
interface Page<T> { items: T[]; next?: string }
type Shape = { kind: 'circle'; r: number } | { kind: 'square'; a: number };
/** @format email */
type Email = string;
/** @additionalProperties false */
interface Strict { name: string }
interface Counted {
  /** @integer @minimum 1 @maximum 10 */
  count: number;
}`;

const fields = cases.map(([type], index) => `value${index}: ${type};`);
const { schemas, problems } = scanSources({
  'api.ts': `${everything}\n${declarations}\ninterface Held { ${fields.join('\n')} }
@Path('/') export class Api { @POST take(body: Held): void {} }`,
});
const ajv = new Ajv2020({ strict: false, formats });
ajv.addSchema({ $id: 'api', components: { schemas } });

test.each(cases.map((each, index) => [...each, index] as const))('%s', (_, valid, invalid, index) => {
  expect(problems).toEqual([]);
  const validate = ajv.compile({ $ref: `api#/components/schemas/Held/properties/value${index}` });
  expect(valid.filter((value) => !validate(value))).toEqual([]);
  expect(invalid.filter((value) => validate(value))).toEqual([]);
});
