import type { ApiModel, JsonSchema, JsonValue } from '../model.ts';
import { counted, formats } from '../runtime/body-problems.ts';
import type { TextType } from '../runtime/route-table.ts';

export interface TextPlan {
  readonly types: readonly TextType[];
  readonly isList: boolean;
  /** A phrase for messages: `a whole number from 1 to 10`. */
  readonly expects: string;
  /** Whether the types alone do not say all that the schema does. */
  readonly isConstrained: boolean;
}

/** How the text of a parameter becomes a value of its schema. */
export function planText(schema: JsonSchema, schemas: ApiModel['schemas']): TextPlan {
  const resolved = resolve(schema, schemas);
  if (resolved.type === 'array') {
    const item = planText(resolved.items || {}, schemas);
    const bounds = boundsOf(resolved.minItems, resolved.maxItems, 'item');
    const isConstrained =
      item.isConstrained || bounds !== '' || resolved.uniqueItems === true || !!resolved.prefixItems;
    return { ...item, isList: true, expects: `a list${bounds}, each ${item.expects}`, isConstrained };
  }
  const members = membersOf(resolved, schemas);
  const plans = members.map(planOne);
  // A string takes every text, so it comes last.
  const types = plans.map(({ type }) => type).sort((a, b) => Number(a === 'string') - Number(b === 'string'));
  return {
    types: [...new Set(types)],
    isList: false,
    expects: [...new Set(plans.map(({ expects }) => expects))].join(' or '),
    isConstrained: plans.some(({ isConstrained }) => isConstrained),
  };
}

function resolve(schema: JsonSchema, schemas: ApiModel['schemas']): JsonSchema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : resolve(schemas[name] ?? {}, schemas);
}

function membersOf(schema: JsonSchema, schemas: ApiModel['schemas']): JsonSchema[] {
  const resolved = resolve(schema, schemas);
  const union = resolved.anyOf ?? resolved.oneOf;
  if (union) return union.flatMap((one) => membersOf(one, schemas));
  if (!Array.isArray(resolved.type)) return resolved.type === 'null' ? [] : [resolved];
  // No text is null: the parameter is then absent.
  return resolved.type.filter((type) => type !== 'null').map((type) => ({ ...resolved, type }));
}

interface OnePlan {
  readonly type: TextType;
  readonly expects: string;
  readonly isConstrained: boolean;
}

function planOne(schema: JsonSchema): OnePlan {
  const values = schema.enum;
  if (values) return { type: values, expects: listOf(values), isConstrained: false };
  if (schema['x-value'] === 'Date')
    return {
      type: 'Date',
      expects: 'a date such as 2026-11-28 or 2026-11-28T09:30:00Z',
      isConstrained: false,
    };
  if (schema['x-value'] === 'Uint8Array') return { type: 'bytes', expects: 'a file', isConstrained: false };
  const bounds = numberBounds(schema);
  if (schema['x-value'] === 'bigint')
    return { type: 'bigint', expects: `a whole number${bounds}`, isConstrained: bounds !== '' };
  switch (schema.type) {
    case 'boolean':
      return { type: 'boolean', expects: 'true or false', isConstrained: false };
    case 'integer':
      return { type: 'integer', expects: `a whole number${bounds}`, isConstrained: bounds !== '' };
    case 'number':
      return { type: 'number', expects: `a number${bounds}`, isConstrained: bounds !== '' };
    default:
      return planString(schema);
  }
}

function planString({ minLength, maxLength, pattern, format }: JsonSchema): OnePlan {
  const base = format === undefined ? 'a string' : (formats[format] ?? `a string of the format ${format}`);
  const length = boundsOf(minLength, maxLength, 'character');
  const matching = pattern === undefined ? '' : ` that matches ${pattern}`;
  const expects = `${base}${length}${matching}`;
  return { type: 'string', expects, isConstrained: expects !== 'a string' };
}

function numberBounds(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const parts = [
    minimum !== undefined && maximum !== undefined
      ? `from ${minimum} to ${maximum}`
      : minimum !== undefined
        ? `of at least ${minimum}`
        : maximum !== undefined && `of at most ${maximum}`,
    exclusiveMinimum !== undefined && `more than ${exclusiveMinimum}`,
    exclusiveMaximum !== undefined && `less than ${exclusiveMaximum}`,
    multipleOf !== undefined && `that is a multiple of ${multipleOf}`,
  ].filter((part) => typeof part === 'string');
  return parts.map((part) => ` ${part}`).join('');
}

function boundsOf(least: number | undefined, most: number | undefined, noun: string): string {
  if (least !== undefined && most !== undefined) return ` of ${least} to ${counted(most, noun)}`;
  if (least !== undefined) return ` of at least ${counted(least, noun)}`;
  return most === undefined ? '' : ` of at most ${counted(most, noun)}`;
}

function listOf(values: readonly JsonValue[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}
