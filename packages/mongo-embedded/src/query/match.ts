import { BSONRegExp } from 'bson';
import { evaluate } from '../aggregation/evaluate.ts';
import { MongoError, notOffered } from '../mongo-error.ts';
import { type Document, isDocument } from '../values/document.ts';
import { valuesAt } from '../values/paths.ts';
import { isTruthy } from '../values/truth.ts';
import { type Condition, conditionOf, equalTo } from './conditions.ts';

export type Predicate = (document: Document) => boolean;

/** Reads a query once, so that each document costs little. Throws MongoDB's error for what it does not understand. */
export function matcher(query: Document): Predicate {
  const predicates = Object.keys(query).map((name) => predicateOf(name, query[name]));
  return (document) => predicates.every((holds) => holds(document));
}

function predicateOf(name: string, value: unknown): Predicate {
  if (name.startsWith('$')) return logical(name, value);
  const path = name.split('.');
  const condition = fieldCondition(value);
  return (document) => condition(valuesAt(document, path));
}

/** The condition on one field: operators, a pattern, or a value that it has to equal. */
export function fieldCondition(value: unknown): Condition {
  if (!isOperators(value)) return equalTo(value);
  const conditions = Object.keys(value).flatMap((operator) => {
    if (operator === '$options') return [];
    return [operator === '$not' ? negated(value[operator]) : conditionOf(operator, value, matchers)];
  });
  return (values) => conditions.every((holds) => holds(values));
}

// Handed over rather than imported there, so that the two files do not import each other.
const matchers = { matcher, fieldCondition, isOperators };

function negated(value: unknown): Condition {
  if (!isOperators(value) && !(value instanceof BSONRegExp))
    throw new MongoError(2, '$not needs a regex or a document');
  const condition = fieldCondition(value);
  return (values) => !condition(values);
}

export function isOperators(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true && !('$ref' in value);
}

function logical(name: string, value: unknown): Predicate {
  switch (name) {
    case '$and':
      return combine(name, value, (predicates) => (document) => predicates.every((holds) => holds(document)));
    case '$or':
      return combine(name, value, (predicates) => (document) => predicates.some((holds) => holds(document)));
    case '$nor':
      return combine(name, value, (predicates) => (document) => !predicates.some((holds) => holds(document)));
    case '$expr':
      return (document) => isTruthy(evaluate(value, document));
    case '$comment':
      return () => true;
    case '$text':
      throw new MongoError(27, 'text index required for $text query');
    case '$where':
    case '$jsonSchema':
      throw notOffered(name);
    default:
      throw new MongoError(
        2,
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function combine(name: string, value: unknown, join: (predicates: Predicate[]) => Predicate): Predicate {
  if (!Array.isArray(value) || value.length === 0)
    throw new MongoError(2, `${name} must be a nonempty array`);
  return join(
    value.map((query) => {
      if (!isDocument(query)) throw new MongoError(2, `${name} argument's entries must be objects`);
      return matcher(query);
    }),
  );
}
