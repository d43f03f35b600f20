import { NormalizedSchema } from '@smithy/core/schema';

/**
 * The type of every member that the inputs of operations have, by the schemas in an SDK client's package: what
 * `inputTypes` makes of a service's own table.
 */
export function sdkInputTypes(client: object, operations: Iterable<string>): Map<string, string> {
  const schemas = new Map(Object.entries(client));
  const types = new Map<string, string>();
  const visited = new Set<string>();

  function visit(schema: NormalizedSchema): void {
    if (schema.isListSchema() || schema.isMapSchema()) visit(schema.getValueSchema());
    if (!schema.isStructSchema() || visited.has(schema.getName(true) ?? '')) return;
    visited.add(schema.getName(true) ?? '');
    for (const [name, member] of schema.structIterator()) {
      types.set(name, typeName(member));
      visit(member);
    }
  }

  for (const operation of operations) {
    const input = schemas.get(`${operation}$`)?.[inputOfOperation];
    if (input === undefined) throw new Error(`Expected the SDK to know the operation ${operation}.`);
    visit(NormalizedSchema.of(input));
  }
  return types;
}

/** The place of the input in the array that the SDK has for an operation. */
const inputOfOperation = 4;

function typeName(schema: NormalizedSchema): string {
  if (schema.isListSchema()) return `list of ${typeName(schema.getValueSchema())}`;
  if (schema.isMapSchema()) return `map of ${typeName(schema.getValueSchema())}`;
  if (schema.isStructSchema()) return 'structure';
  if (schema.isBooleanSchema()) return 'boolean';
  return schema.isNumericSchema() ? 'number' : 'string';
}
