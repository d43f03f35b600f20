import { type ErrorStatus, HttpError } from '@samples/http';

/** What the request's mapping template makes of the query; a parameter that was not sent is empty here. */
export interface Question {
  status: string;
  message: string;
}

const refusals = new Map<string, readonly [ErrorStatus, string]>([
  ['400', [400, 'The request is not well formed']],
  ['401', [401, 'Say first who you are']],
  ['403', [403, 'This is not for you']],
  ['404', [404, 'There is nothing of this name']],
  ['429', [429, 'Ask again more slowly']],
  ['500', [500, 'The function gave up']],
  ['502', [502, 'The service behind gave nonsense']],
  ['503', [503, 'The service behind is busy']],
  ['504', [504, 'The service behind is slow']],
]);

const known = ['200', ...refusals.keys(), 'bug', 'crash'].join(', ');

/** Succeeds, or fails with the status that was asked for. */
export async function answer({ status, message }: Question): Promise<object> {
  if (status === '200') return {};
  // As running out of memory does: the process is gone before it could say anything.
  if (status === 'crash') process.exit(1);
  const [code, text] = refusals.get(status) ?? [
    400,
    `Expected one of ${known} for query parameter status, received ${JSON.stringify(status)}`,
  ];
  throw new HttpError(code, (refusals.has(status) && message) || text);
}
