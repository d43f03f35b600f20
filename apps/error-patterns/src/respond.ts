import { type ErrorStatus, HttpError } from '@samples/http';

/** What the mapping template makes of the query. A parameter that was not sent is an empty string. */
export interface StatusRequest {
  status: string;
  message: string;
}

const refusals = new Map<string, readonly [ErrorStatus, string]>([
  ['400', [400, 'The request is malformed']],
  ['401', [401, 'Sign in first']],
  ['403', [403, 'You are not allowed to do this']],
  ['404', [404, 'Nothing has this name']],
  ['429', [429, 'Send fewer requests']],
  ['500', [500, 'The function failed']],
  ['502', [502, 'The upstream service sent an invalid response']],
  ['503', [503, 'The upstream service is busy']],
  ['504', [504, 'The upstream service took too long']],
]);

const known = ['200', ...refusals.keys(), 'bug', 'crash'].join(', ');

/** Succeeds, or fails with the status that was asked for. */
export async function respond({ status, message }: StatusRequest): Promise<object> {
  if (status === '200') return {};
  // Like running out of memory: the process ends before it can report anything.
  if (status === 'crash') process.exit(1);
  const [code, text] = refusals.get(status) ?? [
    400,
    `Expected one of ${known} for query parameter status, received ${JSON.stringify(status)}`,
  ];
  throw new HttpError(code, (refusals.has(status) && message) || text);
}
