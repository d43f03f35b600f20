import { badValue } from './bad-value.ts';

// The kinds that redirect errors carry. 304, 305 and 306 send nobody anywhere.
const redirectKinds = {
  300: 'MultipleChoices',
  301: 'MovedPermanently',
  302: 'ResponseFound',
  303: 'SeeOther',
  307: 'TemporaryRedirect',
  308: 'PermanentRedirect',
} as const;

/** The statuses that send a client to a `Location`. */
export type RedirectStatus = keyof typeof redirectKinds;

/** The kind of a redirect status, such as `SeeOther` for 303. Throws a `RangeError` for any other number. */
export function redirectKind(status: RedirectStatus): string {
  if (!Object.hasOwn(redirectKinds, status)) {
    throw new RangeError(badValue('300, 301, 302, 303, 307 or 308', 'status', status));
  }
  return redirectKinds[status];
}
