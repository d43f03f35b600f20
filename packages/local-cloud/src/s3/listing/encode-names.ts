import { invalidArgument } from '../errors.ts';

/**
 * How a list writes keys and prefixes: as they are, or percent-encoded when the client asks for
 * `encoding-type=url`, because XML cannot hold every character a key may have.
 */
export function nameEncoder(encodingType: string | undefined): (name: string) => string {
  if (encodingType === undefined) return (name) => name;
  if (encodingType !== 'url') {
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  }
  return (name) => encodeURIComponent(name).replaceAll('%2F', '/');
}

/** The same for a member that may be absent. */
export function encodeOptional(
  encode: (name: string) => string,
  name: string | undefined,
): string | undefined {
  return name === undefined ? undefined : encode(name);
}

/** S3 gives at most a thousand entries on a page, whatever is asked for. */
export function pageSize(asked: number | undefined): number {
  return Math.min(asked ?? 1000, 1000);
}
