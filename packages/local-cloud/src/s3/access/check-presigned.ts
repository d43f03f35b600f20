import { ServiceError } from '../../aws/service-error.ts';
import { accessDenied } from '../errors.ts';

const maxSeconds = 7 * 24 * 60 * 60;

/** Refuses a URL presigned with signature version 4 that has expired; other requests pass. */
export function checkPresigned(query: URLSearchParams, now = Date.now()): void {
  if (!query.has('X-Amz-Algorithm')) return;
  const [, year, month, day, hours, minutes, seconds] =
    query.get('X-Amz-Date')?.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(signedAt)) {
    throw invalidQuery(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
  }
  const lifetime = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (!Number.isInteger(lifetime)) throw invalidQuery('X-Amz-Expires should be a number');
  if (lifetime < 0) throw invalidQuery('X-Amz-Expires must be non-negative');
  if (lifetime > maxSeconds) {
    throw invalidQuery(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  if (signedAt > now + 15 * 60 * 1000) throw accessDenied('Request is not valid yet');
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

function invalidQuery(message: string): ServiceError {
  return new ServiceError('AuthorizationQueryParametersError', message);
}
