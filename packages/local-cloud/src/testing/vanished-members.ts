import { isRecord } from '../aws/is-record.ts';
import { inputMembers, type Samples } from './input-members.ts';

interface Command {
  new (input: never): object;
}

export interface Examined {
  /** The SDK client's package. */
  readonly sdk: object;
  readonly client: { send(command: never): Promise<unknown> };
  readonly operations: Iterable<string>;
  readonly samples: Samples;
  /** What an operation gets besides, so that it looks at all members; merged with what is sent. */
  readonly besides?: Readonly<Record<string, object>>;
  /** The members that were read since the last call, by their paths. */
  takeSeen(): ReadonlySet<string>;
  /** Called before each request. */
  before?(operation: string): unknown;
}

/**
 * The members of inputs that vanish, as `Operation Path`: sent by the SDK, they are neither read by the operation nor
 * named in a refusal.
 */
export async function vanishedMembers(examined: Examined): Promise<string[]> {
  const vanished: string[] = [];
  for (const operation of examined.operations) {
    const Command = new Map<string, Command>(Object.entries(examined.sdk)).get(`${operation}Command`);
    if (!Command) throw new Error(`Expected the SDK to have a command for ${operation}.`);
    for (const { path, input } of inputMembers(examined.sdk, operation, examined.samples)) {
      await examined.before?.(operation);
      examined.takeSeen();
      const { output, refusal } = await examined.client
        .send(new Command(merged(examined.besides?.[operation], input) as never) as never)
        .then(
          (value: unknown) => ({ output: value, refusal: '' }),
          (error: Error) => ({ output: undefined, refusal: error.message }),
        );
      const wasRead = examined.takeSeen().has(path);
      if (!wasRead && !isRefused(path, refusal) && !isShown(path, input, output)) {
        vanished.push(`${operation} ${path}`);
      }
    }
  }
  return vanished;
}

function merged(besides: unknown, input: unknown): unknown {
  if (!isRecord(besides) || !isRecord(input)) return input ?? besides;
  const names = new Set([...Object.keys(besides), ...Object.keys(input)]);
  return Object.fromEntries([...names].map((name) => [name, merged(besides[name], input[name])]));
}

/** Whether a refusal names the member, or what it is a part of as not offered. */
function isRefused(path: string, refusal: string): boolean {
  const names = path.split('.');
  return names.some((name, index) => {
    const isNamed = new RegExp(`\\b${name}\\b`, 'i').test(refusal);
    return isNamed && (index === names.length - 1 || refusal.includes('not offered'));
  });
}

/** Whether the output has what was sent, which then is kept. */
function isShown(path: string, input: unknown, output: unknown): boolean {
  const names = path.split('.');
  const sent = valuesAt(input, names).map((value) => JSON.stringify(value));
  const shown = valuesNamed(output, names[names.length - 1] ?? '').map((value) => JSON.stringify(value));
  return sent.some((value) => shown.includes(value));
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, [name, ...rest]));
  if (!isRecord(value)) return [];
  // A map between the two.
  if (!(name in value) && 'key' in value) return valuesAt(value.key, [name, ...rest]);
  return valuesAt(value[name], rest);
}

function valuesNamed(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesNamed(item, name));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(key === name ? [item] : []),
    ...valuesNamed(item, name),
  ]);
}
