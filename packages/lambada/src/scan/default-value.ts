import type ts from 'typescript-api';
import type { JsonSchema, JsonValue } from '../model.ts';
import type { ScanContext } from './scan-context.ts';

/** A default as the schema has it: JAX-RS writes every default as a string. Reports one that the type does not take. */
export function defaultOf(
  { reporter, schemas }: ScanContext,
  schema: JsonSchema,
  written: string | number | boolean,
  at: ts.Node,
): JsonValue | undefined {
  const resolved = schemas.resolve(schema);
  if (resolved.type === 'array') {
    const items = resolved.items ? schemas.resolve(resolved.items) : {};
    const value = convert(items, written);
    if (value !== undefined) return [value];
  } else {
    const value = convert(resolved, written);
    if (value !== undefined) return value;
  }
  const message = `Expected a default of the parameter's type, ${describe(resolved)}, found ${JSON.stringify(written)}.`;
  reporter.report(at, 'invalid-default', message);
  return undefined;
}

function convert(schema: JsonSchema, written: string | number | boolean): JsonValue | undefined {
  const value = ofType(schema, written);
  if (value === undefined || (schema.enum && !schema.enum.includes(value))) return undefined;
  return value;
}

function ofType(
  { type, 'x-value': form }: JsonSchema,
  written: string | number | boolean,
): JsonValue | undefined {
  const text = String(written);
  if (form === 'bigint') return /^-?\d+$/.test(text) ? text : undefined;
  if (form === 'Date') return Number.isNaN(Date.parse(text)) ? undefined : text;
  if (type === 'number' || type === 'integer') {
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
  }
  if (type === 'boolean') return text === 'true' || text === 'false' ? text === 'true' : undefined;
  return type === 'string' ? text : undefined;
}

function describe({ type, enum: values, items, 'x-value': form }: JsonSchema): string {
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ');
  if (form) return form;
  if (type === 'array' && items) return describe(items);
  return typeof type === 'string' ? type : 'a single value';
}
