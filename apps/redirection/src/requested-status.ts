import { HttpError, type RedirectStatus } from '@samples/http';

const statuses: readonly RedirectStatus[] = [300, 301, 302, 303, 307, 308];

/** The status a client asks for, 302 when it asks for none. Throws a 400 `HttpError` for any other text. */
export function requestedStatus(text: string): RedirectStatus {
  const status = statuses.find((candidate) => String(candidate) === (text || '302'));
  if (status) return status;
  throw new HttpError(
    400,
    `Expected one of ${statuses.join(', ')} for status, received ${JSON.stringify(text)}`,
  );
}
