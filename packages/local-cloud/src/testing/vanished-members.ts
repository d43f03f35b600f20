import { isRecord } from '../aws/is-record.ts';
import type { Service } from '../aws/service.ts';
import type { ClientOptions } from './cloud-client.ts';
import { inProcessClient } from './in-process-client.ts';
import { inputMembers, type Samples } from './input-members.ts';
import { tracedOperations } from './traced-operations.ts';

export interface Examined<Table extends object> {
  /** The SDK client's package. */
  readonly sdk: object;
  readonly Client: new (options: ClientOptions) => object;
  readonly operations: Iterable<string>;
  readonly samples?: Samples;
  /** What an operation gets besides, so that it looks at all members; merged with what is sent. */
  readonly besides?: Readonly<Record<string, object>>;
  /** Makes the service with what the operation needs to succeed. Called for each member. */
  prepare(operation: string): Prepared<Table> | Promise<Prepared<Table>>;
}

export interface Prepared<Table> {
  readonly operations: Table;
  /** The service on top of operations that are traced. */
  serve(operations: Table): Service;
  /** All that the service shows after a successful request. */
  shown?(): unknown;
}

/**
 * The members of inputs that vanish, as `Operation Path`: sent by the SDK, they are not read by the operation, nor shown
 * afterwards, nor named in a refusal.
 */
export async function vanishedMembers<Table extends object>(examined: Examined<Table>): Promise<string[]> {
  const { sdk, Client, samples = {}, besides = {} } = examined;
  let service: Service | undefined;
  const client = inProcessClient(Client, (request) => {
    if (!service) throw new Error('Expected a service before the first request.');
    return service.handle(request);
  }) as { send(command: object): Promise<unknown> };
  const vanished: string[] = [];
  for (const operation of examined.operations) {
    const Command = commandOf(sdk, operation);
    for (const { path, input } of inputMembers(sdk, operation, samples)) {
      const { operations, serve, shown } = await examined.prepare(operation);
      const traced = tracedOperations(operations);
      service = serve(traced.operations);
      const outcome = await client.send(new Command(merged(besides[operation], input))).then(
        (output) => ({ output, refusal: undefined }),
        (error: Error) => ({ output: undefined, refusal: error.message }),
      );
      if (traced.seen.has(path)) continue;
      const { output, refusal } = outcome;
      const isKnown =
        refusal === undefined ? isShown(path, input, [output, shown?.()]) : isRefused(path, refusal);
      if (!isKnown) vanished.push(`${operation} ${path}`);
    }
  }
  return vanished;
}

function commandOf(sdk: object, operation: string): new (input: unknown) => object {
  const Command = new Map(Object.entries(sdk)).get(`${operation}Command`);
  if (Command) return Command;
  throw new Error(`Expected the SDK to have a command for ${operation}.`);
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

/** Whether an output has what was sent, which then is kept. */
function isShown(path: string, input: unknown, output: unknown): boolean {
  const names = path.split('.');
  const sent = valuesAt(input, names).map((value) => JSON.stringify(value));
  const shown = valuesNamed(output, names[names.length - 1] ?? '').map((value) => JSON.stringify(value));
  return sent.some((value) => shown.includes(value));
}

function valuesAt(value: unknown, names: readonly string[]): unknown[] {
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, names));
  if (!isRecord(value)) return [];
  // A map between the two.
  if (!(name in value) && 'key' in value) return valuesAt(value.key, names);
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
