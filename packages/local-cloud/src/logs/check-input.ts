import { invalidParameter, invalidValue } from './errors.ts';

const groupName = /^[.\-_/#A-Za-z0-9]+$/;
const streamName = /^[^:*]+$/;
const patterns = {
  logGroupName: groupName,
  logGroupNamePrefix: groupName,
  logStreamName: streamName,
  logStreamNamePrefix: streamName,
};

/** A name of 1 to 512 characters that fits AWS's pattern. */
export function checkName(name: string | undefined, member: keyof typeof patterns): string {
  if (typeof name !== 'string') throw invalidValue(name, member, 'Member must not be null');
  if (name.length < 1) throw invalidValue(name, member, 'Member must have length greater than or equal to 1');
  if (name.length > 512) {
    throw invalidValue(name, member, 'Member must have length less than or equal to 512');
  }
  if (!patterns[member].test(name)) {
    const pattern = patterns[member].source.slice(1, -1);
    throw invalidValue(name, member, `Member must satisfy regular expression pattern: ${pattern}`);
  }
  return name;
}

/** The start of names, which must fit the same pattern; without one it is empty. */
export function checkPrefix(
  prefix: string | undefined,
  member: 'logGroupNamePrefix' | 'logStreamNamePrefix',
): string {
  return prefix === undefined ? '' : checkName(prefix, member);
}

/** Refuses members that this cloud does not have, by name. */
export function refuseMembers<Input extends object>(
  input: Input,
  names: readonly (keyof Input & string)[],
): void {
  const given = names.find((name) => input[name]);
  if (given) throw invalidParameter(`${given} is not offered by this embedded cloud.`);
}

/** The size of a page; `most` unless the input has a limit. */
export function checkLimit(limit: number | undefined, most: number): number {
  if (limit === undefined) return most;
  if (!Number.isInteger(limit) || limit < 1) {
    throw invalidValue(limit, 'limit', 'Member must have value greater than or equal to 1');
  }
  if (limit > most)
    throw invalidValue(limit, 'limit', `Member must have value less than or equal to ${most}`);
  return limit;
}
