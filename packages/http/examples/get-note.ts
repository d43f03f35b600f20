import { apiHandler, HttpError, json, pathParameter, queryParameter, text } from '@samples/http';

const notes = new Map([['été', 'Swim & read']]);

export const handler = apiHandler(async (event) => {
  const id = pathParameter(event, 'noteId');
  const note = notes.get(id);
  if (note === undefined) {
    throw new HttpError(404, `No note ${id}`);
  }
  return queryParameter(event, 'format') === 'text' ? text(note) : json({ id, note });
});
