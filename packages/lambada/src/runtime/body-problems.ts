import type { Problem } from './bad-request.ts';
import { badValue } from './bad-value.ts';
import type { ValidationError } from './route-table.ts';

/** What Ajv found in a body, as sentences. */
export function bodyProblems(
  errors: readonly ValidationError[],
  body: unknown,
  whole = 'the body',
): Problem[] {
  // A union reports what is wrong with each of its members; only the union's own sentence says what was expected.
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const isOfUnion = ({ instancePath, keyword }: ValidationError) =>
    keyword !== 'anyOf' &&
    keyword !== 'oneOf' &&
    unions.some(
      (union) => instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`),
    );
  const shown = errors.filter((error) => !isOfUnion(error));
  const problems = shown.map((error): Problem => {
    const { keyword, instancePath, params } = error;
    const property = keyword === 'required' ? params.missingProperty : params.additionalProperty;
    const path = property === undefined ? instancePath : `${instancePath}/${String(property)}`;
    const name = path.slice(1);
    const place = name === '' ? whole : `${name} in ${whole}`;
    return { in: 'body', name, message: badValue(expectation(error), place, valueAt(body, path)) };
  });
  return problems.filter(
    (problem, index) => problems.findIndex(({ message }) => message === problem.message) === index,
  );
}

function expectation({ keyword, params, message }: ValidationError): string {
  const say = sentences[keyword];
  return say
    ? say(params)
    : (message ?? 'a valid value').replace(/^must be /, '').replace(/^must /, 'it to ');
}

const types: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

const sentences: Record<string, (params: ValidationError['params']) => string> = {
  type: ({ type }) =>
    [type]
      .flat()
      .map((one) => types[String(one)] ?? String(one))
      .join(' or '),
  required: () => 'a value',
  additionalProperties: () => 'no such property',
  enum: ({ allowedValues }) =>
    `one of ${(allowedValues as unknown[]).map((one) => JSON.stringify(one)).join(', ')}`,
  const: ({ allowedValue }) => JSON.stringify(allowedValue),
  minimum: ({ limit }) => `at least ${limit}`,
  maximum: ({ limit }) => `at most ${limit}`,
  exclusiveMinimum: ({ limit }) => `more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `less than ${limit}`,
  multipleOf: ({ multipleOf }) => `a multiple of ${multipleOf}`,
  minLength: ({ limit }) => `at least ${counted(limit, 'character')}`,
  maxLength: ({ limit }) => `at most ${counted(limit, 'character')}`,
  pattern: ({ pattern }) => `a string that matches ${pattern}`,
  format: ({ format }) => formats[String(format)] ?? `the format ${format}`,
  minItems: ({ limit }) => `at least ${counted(limit, 'item')}`,
  maxItems: ({ limit }) => `at most ${counted(limit, 'item')}`,
  uniqueItems: () => 'no item twice',
  minProperties: ({ limit }) => `at least ${limit} properties`,
  maxProperties: ({ limit }) => `at most ${limit} properties`,
};

export const formats: Record<string, string> = {
  date: 'a date such as 2026-11-28',
  'date-time': 'a date and time such as 2026-11-28T09:30:00Z',
  email: 'an e-mail address',
  uuid: 'a UUID',
  uri: 'a URI',
};

export function counted(limit: unknown, noun: string): string {
  return `${limit} ${noun}${limit === 1 ? '' : 's'}`;
}

/** @param path a JSON pointer (RFC 6901) */
function valueAt(body: unknown, path: string): unknown {
  let value = body;
  for (const key of path.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}
