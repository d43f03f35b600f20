import ts from 'typescript-api';
import type { JsonSchema, JsonType, JsonValue } from '../model.ts';
import { formats } from '../runtime/formats.ts';
import type { SchemaContext } from './schema-context.ts';

/** The schema with the description and the constraints that the doc comments of this declaration add. */
export function documented(
  context: SchemaContext,
  symbol: ts.Symbol | undefined,
  schema: JsonSchema,
): JsonSchema {
  const description = symbol && ts.displayPartsToString(symbol.getDocumentationComment(context.checker));
  const described = description ? { ...schema, description } : schema;
  const tags = (symbol?.declarations ?? []).flatMap((declaration) => ts.getJSDocTags(declaration));
  return constrained(context, tags, described);
}

/** The schema with the constraints of these tags, such as `@minLength 3`. Tags with other names are for other tools. */
export function constrained(
  context: SchemaContext,
  tags: readonly ts.JSDocTag[],
  schema: JsonSchema,
): JsonSchema {
  return tags.reduce((constrainedSoFar, tag) => {
    const name = tag.tagName.text;
    const constraint = Object.hasOwn(constraints, name) ? constraints[name] : undefined;
    if (!constraint) return constrainedSoFar;
    const report = (problem: string) => context.reporter.report(tag, 'invalid-constraint', problem);
    return apply(
      name,
      constraint,
      (ts.getTextOfJSDocComment(tag.comment) ?? '').trim(),
      constrainedSoFar,
      report,
    );
  }, schema);
}

interface Constraint {
  /** The types of JSON it is for; absent: any. */
  readonly of?: readonly JsonType[];
  /** What it looks like, for messages. */
  readonly example: string;
  /** What it adds; undefined where the text of the tag is no such value. */
  readonly read: (text: string, schema: JsonSchema) => JsonSchema | undefined;
}

function apply(
  name: string,
  constraint: Constraint,
  text: string,
  schema: JsonSchema,
  report: (problem: string) => void,
): JsonSchema {
  const types = typesOf(schema);
  if (constraint.of && !constraint.of.some((type) => types.includes(type))) {
    report(
      `@${name} is for ${constraint.of.join(' and ')}, and this is ${types.join(' or ')}: ${insteadOf(name)}.`,
    );
    return schema;
  }
  const added = constraint.read(text, schema);
  if (!added) {
    report(`Expected @${name} as in ${constraint.example}, found ${JSON.stringify(text)}.`);
    return schema;
  }
  return { ...schema, ...added };
}

function typesOf({ type, $ref }: JsonSchema): readonly string[] {
  if ($ref) return [$ref.slice($ref.lastIndexOf('/') + 1)];
  if (type === undefined) return ['a union'];
  return typeof type === 'string' ? [type] : type;
}

const ofStrings: readonly JsonType[] = ['string'];
const ofNumbers: readonly JsonType[] = ['number', 'integer'];
const ofArrays: readonly JsonType[] = ['array'];
const ofObjects: readonly JsonType[] = ['object'];

function insteadOf(name: string): string {
  const families: Readonly<Record<string, string>> = {
    Length: 'for a number write @minimum and @maximum, for an array @minItems and @maxItems',
    Items: 'for a string write @minLength and @maxLength',
    imum: 'for a string write @minLength and @maxLength, for an array @minItems and @maxItems',
  };
  const family = Object.keys(families).find((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
  return (family && families[family]) ?? 'remove it, or put it on the type that it is for';
}

const count = (keyword: keyof JsonSchema, of: readonly JsonType[]): Constraint => ({
  of,
  example: `@${keyword} 3`,
  read: (text) => (/^\d+$/.test(text) ? { [keyword]: Number(text) } : undefined),
});

const bound = (keyword: keyof JsonSchema): Constraint => ({
  of: ofNumbers,
  example: `@${keyword} 3`,
  read: (text) => (text !== '' && Number.isFinite(Number(text)) ? { [keyword]: Number(text) } : undefined),
});

const flag = (keyword: keyof JsonSchema, of?: readonly JsonType[]): Constraint => ({
  ...(of && { of }),
  example: `@${keyword}`,
  read: () => ({ [keyword]: true }),
});

const constraints: Readonly<Record<string, Constraint>> = {
  minimum: bound('minimum'),
  maximum: bound('maximum'),
  exclusiveMinimum: bound('exclusiveMinimum'),
  exclusiveMaximum: bound('exclusiveMaximum'),
  multipleOf: {
    of: ofNumbers,
    example: '@multipleOf 5',
    read: (text) => (Number(text) > 0 ? { multipleOf: Number(text) } : undefined),
  },
  integer: { of: ofNumbers, example: '@integer', read: integers },
  minLength: count('minLength', ofStrings),
  maxLength: count('maxLength', ofStrings),
  pattern: { of: ofStrings, example: '@pattern ^[a-z]+$', read: readPattern },
  format: {
    of: ofStrings,
    example: `@format email; it is one of ${Object.keys(formats).join(', ')}`,
    read: (text) => (Object.hasOwn(formats, text) ? { format: text } : undefined),
  },
  minItems: count('minItems', ofArrays),
  maxItems: count('maxItems', ofArrays),
  uniqueItems: flag('uniqueItems', ofArrays),
  minProperties: count('minProperties', ofObjects),
  maxProperties: count('maxProperties', ofObjects),
  additionalProperties: {
    of: ofObjects,
    example: '@additionalProperties false',
    read: (text) => (/^(true|false)$/.test(text) ? { additionalProperties: text === 'true' } : undefined),
  },
  default: {
    example: '@default "red"',
    read: (text, schema) => withValue(text, schema, (value) => ({ default: value })),
  },
  example: {
    example: '@example "red"',
    read: (text, schema) =>
      withValue(text, schema, (value) => ({ examples: [...(schema.examples ?? []), value] })) ?? {},
  },
  title: { example: '@title Pet', read: (text) => ({ title: text }) },
  deprecated: flag('deprecated'),
  readOnly: flag('readOnly'),
  writeOnly: flag('writeOnly'),
};

function integers(_: string, { type }: JsonSchema): JsonSchema {
  return { type: typeof type === 'string' ? 'integer' : ['integer', 'null'] };
}

function readPattern(text: string): JsonSchema | undefined {
  try {
    new RegExp(text, 'u');
    return text === '' ? undefined : { pattern: text };
  } catch {
    return undefined;
  }
}

/** A JSON value; of a string, also without quotes. */
function withValue(
  text: string,
  schema: JsonSchema,
  add: (value: JsonValue) => JsonSchema,
): JsonSchema | undefined {
  try {
    return add(JSON.parse(text) as JsonValue);
  } catch {
    return text !== '' && typesOf(schema).includes('string') ? add(text) : undefined;
  }
}
