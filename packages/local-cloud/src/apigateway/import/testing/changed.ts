import fc from 'fast-check';

type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;
type Parent = Record<string, unknown>;

const strange = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, '', 'a', '__proto__', '*', '(', '$', '{}', '${a'),
  fc.constantFrom<unknown>([], {}, [null], [[]], { type: 1 }, { $ref: '#' }, { $ref: '#/definitions/a' }),
  fc.constantFrom<unknown>('$input.path(', 'method.request.header.a', '${stageVariables.stage}', 'arn:aws:'),
  fc.jsonValue({ maxDepth: 2 }),
);
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', '', '/', '{a}', '$ref', 'default', '200', 'a'),
  fc.string({ maxLength: 4 }),
);

/** What is changed of one member of a definition, anywhere in it: its value, its name, or whether it is there. */
export const change = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'copy', 'rename', 'remove'),
  value: strange,
  name,
  /** Where the copy comes from. */
  source: fc.nat(),
});

export function changed(definition: object, { at, kind, value, name, source }: Change): object {
  const copy = structuredClone(definition);
  const places = placesIn(copy);
  const place = places[at % places.length];
  if (!place) return copy;
  const [parent, key] = place;
  const former = parent[key];
  const [otherParent, otherKey] = places[source % places.length] ?? place;
  if (kind === 'replace') parent[key] = value;
  else if (kind === 'copy') parent[key] = structuredClone(otherParent[otherKey]);
  else delete parent[key];
  // Assigned, `__proto__` would be no member.
  const member = { value: former, enumerable: true, configurable: true, writable: true };
  if (kind === 'rename') Object.defineProperty(parent, name, member);
  return copy;
}

/** Every member of every object and list within. */
function placesIn(value: unknown): [parent: Parent, key: string][] {
  if (value === null || typeof value !== 'object') return [];
  const parent = value as Parent;
  return Object.keys(parent).flatMap((key) => [[parent, key] as [Parent, string], ...placesIn(parent[key])]);
}
