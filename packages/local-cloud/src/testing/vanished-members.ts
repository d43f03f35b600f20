import { isRecord } from '../aws/is-record.ts';
import type { Service } from '../aws/service.ts';
import type { ClientOptions } from './cloud-client.ts';
import { inProcessClient } from './in-process-client.ts';
import { type InputMember, inputMembers, type Samples } from './input-members.ts';
import { tracedOperations } from './traced-operations.ts';

export interface Examined<Table extends object> {
  /** The SDK client's package. */
  readonly sdk: object;
  readonly Client: new (options: ClientOptions) => object;
  readonly operations: Iterable<string>;
  readonly samples?: Samples;
  /** Members that need not be sent. */
  isKnown?(operation: string, path: string): boolean;
  /** What an operation, or one member of it (`Operation Path`), gets in addition; merged with what is sent. */
  readonly besides?: Readonly<Record<string, object>>;
  /** Makes the service with what the operation needs to succeed. Called again where a request may have changed it. */
  prepare(operation: string): Prepared<Table> | Promise<Prepared<Table>>;
}

export interface Prepared<Table> {
  readonly operations: Table;
  /** The service on top of operations that are traced. */
  serve(operations: Table): Service;
  /** Samples that are known once the service has been made, such as ids. */
  readonly samples?: Samples;
  /** All that the service shows after a successful request. */
  shown?(): unknown;
}

/**
 * The members of inputs that vanish, as `Operation Path`: sent by the SDK, they are not read by the operation, nor shown
 * afterwards, nor named in a refusal.
 */
export async function vanishedMembers<Table extends object>(examined: Examined<Table>): Promise<string[]> {
  const { sdk, Client, besides = {}, isKnown } = examined;
  let service: Service | undefined;
  const client = inProcessClient(Client, (request) => {
    if (!service) throw new Error('Expected a service before the first request.');
    return service.handle(request);
  }) as { send(command: object): Promise<unknown> };

  async function isAccountedFor(
    { operations, serve, shown }: Prepared<Table>,
    operation: string,
    { path, input }: InputMember,
  ): Promise<boolean> {
    const whole = merged(merged(besides[operation], input), besides[`${operation} ${path}`]);
    const traced = tracedOperations(operations);
    service = serve(traced.operations);
    try {
      const output = await client.send(commandOf(sdk, operation, whole));
      return traced.seen.has(path) || isShown(path, input, [output, shown?.()]);
    } catch (error) {
      return traced.seen.has(path) || isRefused(path, error instanceof Error ? error.message : '');
    }
  }

  const vanished: string[] = [];
  for (const operation of examined.operations) {
    let prepared = await examined.prepare(operation);
    let members = inputMembers(sdk, operation, { ...examined.samples, ...prepared.samples });
    for (const index of members.keys()) {
      const member = members[index];
      if (!member || isKnown?.(operation, member.path) || (await isAccountedFor(prepared, operation, member)))
        continue;
      // An earlier request may have changed what this one needs.
      prepared = await examined.prepare(operation);
      members = inputMembers(sdk, operation, { ...examined.samples, ...prepared.samples });
      const again = members[index] ?? member;
      if (!(await isAccountedFor(prepared, operation, again))) vanished.push(`${operation} ${member.path}`);
    }
  }
  return vanished;
}

function commandOf(sdk: object, operation: string, input: unknown): object {
  const Command = new Map(Object.entries(sdk)).get(`${operation}Command`);
  if (Command) return new Command(input);
  throw new Error(`Expected the SDK to have a command for ${operation}.`);
}

function merged(besides: unknown, input: unknown): unknown {
  if (!isRecord(besides) || !isRecord(input)) return input === undefined ? besides : input;
  const names = new Set([...Object.keys(besides), ...Object.keys(input)]);
  return Object.fromEntries([...names].map((name) => [name, merged(besides[name], input[name])]));
}

/** Whether a refusal names the member, or says that the structure around it is not offered. */
function isRefused(path: string, refusal: string): boolean {
  const names = path.split('.');
  return names.some((name, index) => {
    const isNamed = new RegExp(`\\b${name}\\b`, 'i').test(refusal);
    return isNamed && (index === names.length - 1 || /not offered|does not offer/.test(refusal));
  });
}

/** Whether an output contains what was sent: the service has kept it. */
function isShown(path: string, input: unknown, output: unknown): boolean {
  const names = path.split('.');
  const shown = valuesNamed(output, names[names.length - 1] ?? '');
  return valuesAt(input, names).some((sent) => shown.some((value) => contains(value, sent)));
}

/** Whether a value contains everything in another; outputs have defaults, too. */
function contains(value: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(value) && part.every((one) => value.some((item) => contains(item, one)));
  }
  if (part instanceof Date) return new Date(String(value)).getTime() === part.getTime();
  if (!isRecord(part)) return String(value) === String(part);
  return isRecord(value) && Object.entries(part).every(([name, item]) => contains(value[name], item));
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
