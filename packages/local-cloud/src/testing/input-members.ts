import { NormalizedSchema } from '@smithy/core/schema';

/** A member of an operation's input: `VpcConfig.SubnetIds`, with the value that a test sends for it. */
export interface InputMember {
  /** Through the items of lists and the values of maps. */
  readonly path: string;
  /** The whole input, without the other members that the operation requires. */
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Values for members, where any of the member's type would be refused before others are looked at: by name, by path, or by
 * operation and path (`CreateStage.variables`). `patchOperations.*` is what each member there is sent with.
 */
export type Samples = Readonly<Record<string, unknown>>;

/** The place of the input in the array that the SDK has for an operation. */
const inputOfOperation = 4;
/** In the array of a structure, the number of members that are required; they come first. */
const requiredOfStructure = 6;
const deepest = 4;

/** Every member of an operation's input, by the schema in the SDK client's package, down to four levels. */
export function inputMembers(sdk: object, operation: string, samples: Samples): InputMember[] {
  const schema = inputSchema(sdk, operation);
  const found: InputMember[] = [];

  function visit(of: NormalizedSchema, path: readonly string[], wrap: (value: unknown) => unknown): void {
    if (of.isListSchema()) visit(of.getValueSchema(), path, (value) => wrap([value]));
    if (of.isMapSchema()) visit(of.getValueSchema(), path, (value) => wrap({ key: value }));
    if (!of.isStructSchema() || path.length > deepest) return;
    const required = {
      ...requiredMembers(of, samples, path),
      ...(sampleAt(samples, [...path, '*'], '*') as object),
    };
    for (const [name, member] of of.structIterator()) {
      const own = [...path, name];
      const wrapOwn = (value: unknown) => wrap({ ...required, [name]: value });
      const sampled = sampleOf(member, name, samples, own);
      found.push({ path: own.slice(1).join('.'), input: wrapOwn(sampled) as InputMember['input'] });
      if (!path.includes(name)) visit(member, own, wrapOwn);
    }
  }

  visit(schema, [operation], (value) => value);
  return found;
}

export function inputSchema(sdk: object, operation: string): NormalizedSchema {
  const schema = new Map<string, readonly unknown[]>(Object.entries(sdk)).get(`${operation}$`);
  if (!schema) throw new Error(`Expected the SDK to know the operation ${operation}.`);
  return NormalizedSchema.of(schema[inputOfOperation] as never);
}

function requiredMembers(
  schema: NormalizedSchema,
  samples: Samples,
  path: readonly string[],
): Record<string, unknown> {
  const structure = schema.getSchema() as unknown as readonly unknown[];
  const count = Number(structure[requiredOfStructure] ?? 0);
  const members = [...schema.structIterator()].slice(0, count);
  return Object.fromEntries(
    members.map(([name, member]) => [name, sampleOf(member, name, samples, [...path, name])]),
  );
}

function sampleOf(
  schema: NormalizedSchema,
  name: string,
  samples: Samples,
  path: readonly string[],
): unknown {
  const given = sampleAt(samples, path, name);
  if (given !== undefined) return given;
  if (schema.isListSchema()) return [sampleOf(schema.getValueSchema(), '', samples, path)];
  if (schema.isMapSchema()) return { key: sampleOf(schema.getValueSchema(), '', samples, path) };
  if (schema.isStructSchema()) return path.length > deepest + 1 ? {} : requiredMembers(schema, samples, path);
  if (schema.isTimestampSchema()) return new Date(1_800_000_000_000);
  if (schema.isBlobSchema()) return Buffer.from('sample');
  if (schema.isBooleanSchema()) return true;
  return schema.isNumericSchema() ? 1 : 'sample';
}

function sampleAt(samples: Samples, path: readonly string[], name: string): unknown {
  const keys = [path.join('.'), path.slice(1).join('.'), ...(name === '*' ? [] : [name])];
  const key = keys.find((each) => Object.hasOwn(samples, each));
  return key === undefined ? undefined : samples[key];
}
