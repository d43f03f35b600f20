import { ServiceError } from '../../aws/service-error.ts';
import { accessDenied } from '../errors.ts';

/**
 * Refuses a URL presigned with signature version 4 that has expired or is not valid yet; other requests pass. The form of
 * its parameters has been checked with the signature.
 */
export function checkPresigned(query: URLSearchParams, now = Date.now()): void {
  if (!query.has('X-Amz-Algorithm')) return;
  const date = query.get('X-Amz-Date') ?? '';
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  const lifetime = Number(query.get('X-Amz-Expires'));
  if (!(signedAt <= now + 15 * 60 * 1000)) throw accessDenied('Request is not valid yet');
  if (signedAt + lifetime * 1000 < now) {
    throw requestHasExpired(signedAt + lifetime * 1000, now, { 'X-Amz-Expires': lifetime });
  }
}

export function requestHasExpired(
  expires: number,
  now: number,
  fields: Readonly<Record<string, number>> = {},
): ServiceError {
  const [Expires, ServerTime] = [expires, now].map((time) => `${new Date(time).toISOString().slice(0, 19)}Z`);
  return new ServiceError('AccessDenied', 'Request has expired', 403, { ...fields, Expires, ServerTime });
}
