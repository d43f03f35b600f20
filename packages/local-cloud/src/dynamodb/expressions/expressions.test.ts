import conditionParser from 'dynalite/db/conditionParser.js';
import db from 'dynalite/db/index.js';
import projectionParser from 'dynalite/db/projectionParser.js';
import updateParser from 'dynalite/db/updateParser.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConditionExpression } from './condition-expression.ts';
import type { ExpressionContext } from './expression-scope.ts';
import { parseProjectionExpression } from './projection-expression.ts';
import { parseUpdateExpression } from './update-expression.ts';

type Parse = (expression: string, context: ExpressionContext) => string | object;

function contextOf(): ExpressionContext {
  return {
    attrNames: { '#n': 'name', '#m': 'm' },
    attrVals: { ':s': { S: 'b' }, ':n': { N: '2' }, ':l': { L: [] }, ':t': { SS: ['a'] }, ':a': { S: 'a' } },
    unusedAttrNames: { '#n': true, '#m': true },
    unusedAttrVals: { ':s': true, ':n': true, ':l': true, ':t': true, ':a': true },
    isReserved: (name) => name.toUpperCase() === 'NAME',
    compare: db.compare,
  };
}

/** A syntax error is `undefined`, because dynalite's message for it is not AWS's. */
function outcome(parse: Parse, expression: string) {
  const context = contextOf();
  try {
    const result = parse(expression, context);
    return { result: JSON.parse(JSON.stringify(result)), unused: isOk(result) ? context : undefined };
  } catch (error) {
    if ((error as Error).name !== 'SyntaxError') throw error;
    return undefined;
  }
}

const isOk = (result: unknown) => typeof result === 'object';

function agrees(parse: Parse, original: typeof conditionParser, expression: string) {
  const reference: Parse = (text, context) => original.parse(text, { context });
  expect({ expression, ...strip(outcome(parse, expression)) }).toEqual({
    expression,
    ...strip(outcome(reference, expression)),
  });
}

function strip(found: ReturnType<typeof outcome>) {
  if (!found) return { isSyntaxError: true };
  const { unusedAttrNames, unusedAttrVals } = found.unused ?? {};
  return { result: found.result, unusedAttrNames, unusedAttrVals };
}

type Grammar = {
  name: string;
  path: string;
  value: string;
  simple: string;
  call: string;
  operand: string;
  comparison: string;
  condition: string;
};

/** One error hides how the rest of an expression is read, so errors are rare. */
const mostly = <Item>(valid: fc.Arbitrary<Item>, invalid: fc.Arbitrary<Item>) =>
  fc.oneof({ weight: 30, arbitrary: valid }, invalid);

const { operand, path, condition, value } = fc.letrec<Grammar>((tie) => ({
  name: mostly(fc.constantFrom('a', 'b', 'c', 'd', 'e', '#n', '#m'), fc.constantFrom('name', '#x')),
  path: fc.oneof(
    { weight: 3, arbitrary: tie('name') },
    fc.tuple(tie('name'), tie('name')).map(([a, b]) => `${a}.${b}`),
    tie('name').map((a) => `${a} [ 1]`),
  ),
  value: mostly(fc.constantFrom(':s', ':n', ':l', ':t', ':a'), fc.constant(':x')),
  simple: fc.oneof(tie('path'), tie('value')),
  call: fc
    .tuple(
      fc.constantFrom(
        ...['size', 'contains', 'begins_with', 'attribute_exists', 'attribute_type', 'list_append'],
        ...['if_not_exists', 'nothing'],
      ),
      fc.array(tie('simple'), { minLength: 1, maxLength: 3 }),
    )
    .map(([name, args]) => `${name} (${args.join(', ')})`),
  operand: fc.oneof(
    { weight: 20, arbitrary: tie('simple') },
    { weight: 3, arbitrary: tie('call') },
    { weight: 3, arbitrary: tie('simple').map((text) => `(${text})`) },
    tie('simple').map((text) => `( (${text}))`),
  ),
  comparison: fc.oneof(
    fc
      .tuple(tie('operand'), fc.constantFrom('=', '<>', '<', '>='), tie('operand'))
      .map((parts) => parts.join(' ')),
    fc.tuple(tie('operand'), tie('operand'), tie('operand')).map(([a, b, c]) => `${a} between ${b} AND ${c}`),
    fc.tuple(tie('operand'), tie('operand'), tie('operand')).map(([a, b, c]) => `${a} IN (${b}, ${c})`),
    tie('call'),
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('comparison'),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `${a} AND ${b}`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `${a} or ${b}`),
    tie('condition').map((a) => `NOT (${a})`),
    tie('comparison').map((a) => `NOT ${a}`),
    tie('condition').map((a) => `(${a})`),
  ),
}));

const assignment = fc
  .tuple(path, operand, fc.constantFrom('', '+', '-'), operand, fc.boolean())
  .map(([target, first, operator, second, isGrouped]) => {
    const sum = operator === '' ? first : `${first} ${operator} ${second}`;
    return `${target} = ${isGrouped ? `(${sum})` : sum}`;
  })
  // Without what dynalite reads in its own way: a sum that begins with a parenthesis, and parentheses in parentheses.
  .filter((text) => !/\(\s*\(|=\s*\([^()]*\)\s*[+-]|\)\)\)/.test(text));
const list = (item: fc.Arbitrary<string>) =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(', '));
const pair = fc.tuple(path, value).map((parts) => parts.join(' '));
const section = fc.oneof(
  list(assignment).map((text) => `SET ${text}`),
  list(path).map((text) => `remove ${text}`),
  list(pair).map((text) => `ADD ${text}`),
  list(pair).map((text) => `DELETE ${text}`),
);

/** Valid, and evaluated differently when AND, OR and NOT are grouped in another way. */
const precedence = [
  'a = :s AND b = :s OR c = :s',
  'a = :s OR b = :s AND c = :s',
  'NOT a = :s AND b = :s',
  'NOT a = :s OR b = :s',
];

describe('the expressions of a request', () => {
  it('are conditions as dynalite reads them, errors included', () => {
    fc.assert(
      fc.property(condition, (text) => agrees(parseConditionExpression, conditionParser, text)),
      { numRuns: 500, examples: precedence.map((text) => [text]) },
    );
  });

  it('are updates as dynalite reads them, errors included', () => {
    const updates = fc.array(section, { minLength: 1, maxLength: 3 }).map((sections) => sections.join(' '));
    fc.assert(
      fc.property(updates, (text) => agrees(parseUpdateExpression, updateParser, text)),
      { numRuns: 500, examples: [['SET a = b + :n'], ['SET a = b - :n']] },
    );
  });

  it('are projections as dynalite reads them, errors included', () => {
    fc.assert(fc.property(list(path), (text) => agrees(parseProjectionExpression, projectionParser, text)));
  });

  it('are valid or not as dynalite says, whatever their tokens', () => {
    const token = fc.constantFrom(
      ...['a', '#n', ':n', '(', ')', '=', '<', ',', '.', '[', ']', '0', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN'],
      ...['size', 'SET', 'REMOVE', 'ADD', '+'],
    );
    const text = fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join(' '));
    fc.assert(
      fc.property(text, (expression) => {
        agrees(parseConditionExpression, conditionParser, expression);
        agrees(parseProjectionExpression, projectionParser, expression);
      }),
      { numRuns: 2000 },
    );
  });
});
