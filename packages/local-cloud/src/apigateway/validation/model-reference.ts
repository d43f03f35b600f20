const forms = [
  /^#\/definitions\/([^/]+)(\/.*)?$/s,
  /^#\/components\/schemas\/([^/]+)(\/.*)?$/s,
  /^https:\/\/apigateway\.[^/]+\/restapis\/[^/]+\/models\/([^/#]+)(?:#(\/.*)?)?$/s,
];

/** The model that a `$ref` names, in any of the ways AWS takes, and what is meant within it. */
export function modelReference(reference: string): { name: string; pointer: string } | undefined {
  for (const form of forms) {
    const [matched, name = '', pointer = ''] = reference.match(form) ?? [];
    if (matched !== undefined) return { name: name.replaceAll('~1', '/').replaceAll('~0', '~'), pointer };
  }
  return undefined;
}

/** A schema with its references to models written in another way; those without a new way stay as they are. */
export function withReferences(
  schema: unknown,
  written: (name: string, pointer: string) => string | undefined,
): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withReferences(item, written));
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const reference = key === '$ref' && typeof value === 'string' ? modelReference(value) : undefined;
      const changed = reference && written(reference.name, reference.pointer);
      return [key, changed ?? withReferences(value, written)];
    }),
  );
}
