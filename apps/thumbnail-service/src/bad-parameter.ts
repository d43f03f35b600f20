import { HttpError } from '@samples/http';

const longestShown = 60;

/** The refusal of a parameter: expected what, for which name, received what. */
export function badParameter(expected: string, name: string, received: unknown): HttpError {
  const text = JSON.stringify(received) ?? 'nothing';
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return new HttpError(400, `Expected ${expected} for ${name}, received ${shown}`);
}
