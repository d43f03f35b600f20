import type { FuncKeywordDefinition, SchemaValidateFunction } from 'ajv';

/** The keyword in linear time: ajv's own compares each array or object with every other. */
export const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: hasUniqueItems,
};

function hasUniqueItems(isAsked: boolean, items: readonly unknown[]): ReturnType<SchemaValidateFunction> {
  return !isAsked || new Set(items.map(canonical)).size === items.length;
}

/** The same string for values that JSON Schema calls equal: the order of an object's members does not matter. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`);
  return `{${members.sort().join()}}`;
}
