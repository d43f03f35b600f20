import { Decimal128, Double, Int32, Long } from 'bson';
import { Context, evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import { MongoError } from '../mongo-error.ts';
import { type Document, fieldOf, isDocument, setField } from '../values/document.ts';
import { numberOf, toNumber } from '../values/numbers.ts';

/**
 * The value of an aggregation expression. Paths and literals keep their BSON types; mingo computes the operators.
 * Undefined where a field is missing.
 */
export function evaluate(expression: unknown, document: Document): unknown {
  if (typeof expression === 'string')
    return expression.startsWith('$') ? fieldOrVariable(expression, document) : expression;
  if (Array.isArray(expression)) return expression.map((item) => evaluate(item, document) ?? null);
  if (!isDocument(expression)) return expression;
  const names = Object.keys(expression);
  const [operator = ''] = names;
  if (operator === '$literal') return expression.$literal;
  if (operator.startsWith('$')) return compute(operator, expression, document);
  const result: Document = {};
  for (const name of names) {
    const value = evaluate(expression[name], document);
    if (value !== undefined) setField(result, name, value);
  }
  return result;
}

function fieldOrVariable(path: string, document: Document): unknown {
  if (!path.startsWith('$$')) return valueAt(document, path.slice(1).split('.'));
  const [variable, ...rest] = path.slice(2).split('.');
  if (variable === 'ROOT' || variable === 'CURRENT') return valueAt(document, rest);
  if (variable === 'NOW') return new Date();
  if (variable === 'REMOVE') return undefined;
  throw new MongoError(17276, `Use of undefined variable: ${variable}`);
}

/** In an expression an array gives the values of its documents, and numbers are not elements. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value))
    return value.map((item) => valueAt(item, path)).filter((item) => item !== undefined);
  return isDocument(value) ? valueAt(fieldOf(value, name), rest) : undefined;
}

function compute(operator: string, expression: Document, document: Document): unknown {
  const isKnown = operator in expressions || operator in accumulators;
  if (!isKnown || operator === '$function' || operator === '$accumulator')
    throw new MongoError(168, `Unrecognized expression '${operator}'`);
  try {
    return fromPlain(evalExpr(toPlain(document), toPlain(expression), { ...options, variables }));
  } catch (error) {
    throw new MongoError(2, `${operator}: ${(error as Error).message}`);
  }
}

const variables = {};
const options = {
  idKey: '_id',
  scriptEnabled: false,
  useStrictMode: true,
  failOnError: true,
  processingMode: 0,
  context: Context.init({
    expression: { ...expressions } as never,
    accumulator: { ...accumulators } as never,
  }),
};

/** For mingo, which computes with JavaScript's numbers. Decimal128 stays as it is. */
function toPlain(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double || value instanceof Long) return toNumber(value);
  return mapValues(value, toPlain);
}

/** What mingo computed, with BSON's types: whole numbers are integers. */
function fromPlain(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return numberOf(value);
  return value instanceof Decimal128 ? value : mapValues(value, fromPlain);
}

function mapValues(value: unknown, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isDocument(value) || value instanceof RegExp) return value;
  const mapped: Document = {};
  for (const name of Object.keys(value)) setField(mapped, name, map(value[name]));
  return mapped;
}
