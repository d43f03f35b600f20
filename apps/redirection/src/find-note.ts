import { integrationHandler, notFoundPageError, prefixedError, redirectError } from '@samples/http';

/** What the request template makes of the request. */
export interface FindNoteInput {
  readonly title: string;
  /** The path at which the client found this resource, with the stage where the URL has one. */
  readonly path: string;
}

const notes = new Map([['Welcome', 'Swim & read']]);
const newTitles = new Map([['Hello', 'Welcome']]);

/** `GET /notes` responds with a note, a redirect to a note whose title has changed, or a page. */
export const handler = integrationHandler(prefixedError, async ({ title, path }: FindNoteInput) => {
  const text = notes.get(title);
  if (text !== undefined) return { title, text };
  const newTitle = newTitles.get(title);
  if (newTitle !== undefined) throw redirectError(301, `${path}?title=${encodeURIComponent(newTitle)}`);
  throw notFoundPageError(`There is no note called “${title}”`);
});
