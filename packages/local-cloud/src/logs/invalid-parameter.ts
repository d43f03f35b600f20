import { ServiceError } from '../aws/service-error.ts';

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

const patterns = { logGroupName: /^[.\-_/#A-Za-z0-9]+$/, logStreamName: /^[^:*]+$/ };

/** A name as AWS takes it: 1 to 512 characters of the pattern. */
export function checkName(name: string | undefined, member: keyof typeof patterns): string {
  if (typeof name !== 'string') throw broken(name, member, 'Member must not be null');
  if (name.length < 1) throw broken(name, member, 'Member must have length greater than or equal to 1');
  if (name.length > 512) throw broken(name, member, 'Member must have length less than or equal to 512');
  if (!patterns[member].test(name)) {
    const pattern = patterns[member].source.slice(1, -1);
    throw broken(name, member, `Member must satisfy regular expression pattern: ${pattern}`);
  }
  return name;
}

/** How many items a page may have; `most` when the input does not say. */
export function checkLimit(limit: number | undefined, most: number): number {
  if (limit === undefined) return most;
  if (!Number.isInteger(limit) || limit < 1) {
    throw broken(limit, 'limit', 'Member must have value greater than or equal to 1');
  }
  if (limit > most) throw broken(limit, 'limit', `Member must have value less than or equal to ${most}`);
  return limit;
}

export function broken(value: unknown, member: string, constraint: string): ServiceError {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return invalidParameter(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
