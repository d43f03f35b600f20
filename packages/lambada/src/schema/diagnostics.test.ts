import { expect, test } from 'vitest';
import { inClass, problemsOf } from '../testing/problems-of.ts';
import { everything, scanSources } from '../testing/scan-source.ts';

const cases: [string, string, RegExp][] = [
  ['any', inClass('@POST post(§body: any): void {}'), /^The type any says nothing/],
  [
    'a type that TypeScript does not know',
    inClass('@POST post(§body: Missing): void {}'),
    /^The type any says nothing, or TypeScript does not know the type/,
  ],
  [
    'a function in a body',
    inClass('@POST post(body: { §run: () => void }): void {}'),
    /^JSON has no functions/,
  ],
  [
    'a class of the language in a body',
    inClass('@POST post(body: { §pages: WeakRef<object> }): void {}'),
    /^JSON has no WeakRef: write an interface/,
  ],
  [
    'a symbol in a body',
    inClass('@POST post(body: { §id: symbol }): void {}'),
    /^JSON has no form for symbol/,
  ],
  [
    'a map in a body',
    inClass('@POST post(body: { §ages: Map<string, number> }): void {}'),
    /^JSON has no Map: write Record/,
  ],
  ['a set in a body', inClass('@POST post(body: { §tags: Set<string> }): void {}'), /@uniqueItems/],
  ['a URL in a body', inClass('@POST post(body: { §home: URL }): void {}'), /@format uri/],
  [
    'a type without an end',
    inClass('@POST post(body: Endless<string>): void {}', 'interface Endless<T> { §next: Endless<T[]> }'),
    /^This type has no end/,
  ],
  [
    'a nested promise',
    inClass('@GET §get() { return { a: Promise.resolve(1) }; }'),
    /write the type that it resolves to/,
  ],
  [
    'bytes and an object',
    inClass('@GET get(): §Uint8Array | { a: string } { return { a: "" }; }'),
    /^A method returns one kind of value, and this returns bytes and json|json and bytes/,
  ],
  [
    'a constraint of another type',
    `interface Pet {\n  /** §@minLength 3 */\n  age: number;\n}\n${inClass('@POST post(body: Pet): void {}')}`,
    /^@minLength is for string, and this is number: for a number write @minimum/,
  ],
  [
    'a constraint without a number',
    `interface Pet {\n  /** §@maximum many */\n  age: number;\n}\n${inClass('@POST post(body: Pet): void {}')}`,
    /^Expected @maximum as in @maximum 3, found "many"/,
  ],
  [
    'a format that nobody checks',
    `interface Pet {\n  /** §@format phone */\n  age: string;\n}\n${inClass('@POST post(body: Pet): void {}')}`,
    /it is one of date, date-time/,
  ],
  [
    'a comment on the same line',
    `interface Pet { /** @minLength 3 */ §name: string }\n${inClass('@POST post(body: Pet): void {}')}`,
    /begin a new line/,
  ],
];

test.each(cases)('reports %s', (_, source, message) => {
  const { found, marked } = problemsOf(source);
  expect(found.map((problem) => problem.slice(0, problem.indexOf(': ')))).toEqual(marked);
  expect(found[0]?.slice(found[0].indexOf(': ') + 2)).toMatch(message);
});

test('reports two types of one name', () => {
  const pets = (path: string) =>
    `interface Pet { ${path}: string }\n@Path('/${path}') export class A${path} { @POST post(body: Pet): void {} }`;
  const { found } = problemsOf(pets('a'), pets('b'));
  expect(found).toEqual([
    '1.ts:3:42: Two types become the schema Pet; the other is in 0.ts:2: rename one of them.',
  ]);
});

test('reports a name that stands for another type elsewhere', () => {
  const patches = (path: string) =>
    `interface ${path} { ${path}: string }\ntype Patch = Partial<${path}>;\n@Path('/${path}') export class Of${path} { @POST post(body: Patch): void {} }`;
  const { found } = problemsOf(patches('A'), patches('B'));
  expect(found).toEqual([
    '1.ts:4:43: Two types become the schema Patch; the other is in 0.ts:3: rename one of them.',
  ]);
});

test('reports what is wrong with the properties of a type that the project does not declare', () => {
  const { problems } = scanSources({
    'types.d.ts': 'export interface Outer { inner: { run(): void; tags: Set<string> }; name: string }',
    'api.ts': `${everything}\nimport type { Outer } from './types.d.ts';\n${inClass('@POST post(body: Outer): void {}')}`,
  });
  expect(problems).toEqual([
    'api.ts:6:14: inner.run: JSON has no functions: remove this from the type.',
    'api.ts:6:14: inner.tags: JSON has no Set: write an array, with /** @uniqueItems */.',
  ]);
});
