import type ts from 'typescript-api';
import type { JsonSchema, ValueParameter } from '../model.ts';
import type { ScanContext } from './scan-context.ts';

const single: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

/** A parameter arrives as a string, or as several: reports types that no string becomes. */
export function checkValueSchema(
  { reporter, schemas }: ScanContext,
  schema: JsonSchema,
  kind: ValueParameter['kind'],
  at: ts.Node,
): void {
  const resolved = schemas.resolve(schema);
  if (isSingle(resolved, kind)) return;
  if (resolved.type === 'array' && kind !== 'path') {
    const items = resolved.items ? schemas.resolve(resolved.items) : undefined;
    if (items && !resolved.prefixItems && isSingle(items, kind)) return;
  }
  // Something of the type is already reported.
  if (Object.keys(resolved).length === 0) return;
  reporter.report(at, 'unsupported-parameter-type', problemOf(resolved, kind));
}

function isSingle({ type, 'x-value': form }: JsonSchema, kind: ValueParameter['kind']): boolean {
  // A file of multipart/form-data.
  if (form === 'Uint8Array') return kind === 'form';
  return single.includes(type);
}

function problemOf(
  { type, properties, additionalProperties }: JsonSchema,
  kind: ValueParameter['kind'],
): string {
  const place = kind === 'form' ? 'A field of a form' : `A ${kind} parameter`;
  if (type === 'array' && kind === 'path') {
    return 'A path parameter is one string: write string, and {name+} in the path for several segments.';
  }
  if (properties ?? additionalProperties ?? type === 'object') {
    return `${place} is a string, not an object: take its fields with @BeanParam(), or send it as the body.`;
  }
  if (Array.isArray(type) && type.includes('null'))
    return `${place} is never null: write undefined, or name?: type.`;
  return `${place} is a string: write string, number, bigint, boolean, Date, an enum or a union of literals of one type${kind === 'path' ? '' : ', or an array of these'}.`;
}
