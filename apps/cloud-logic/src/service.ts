import {
  type ApiHandler,
  apiHandler,
  empty,
  HttpError,
  json,
  pathParameter,
  queryParameter,
} from '@samples/http';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { changedNote, newNote, pageSize } from './note-input.ts';
import { type NoteStore, noteStore } from './note-store.ts';
import { requireGroup, signedInUser } from './signed-in-user.ts';

export const handler = cloudLogic(noteStore(process.env), process.env.ALLOWED_ORIGIN);

type Route = (event: APIGatewayProxyEvent, store: NoteStore) => Promise<APIGatewayProxyResult>;

/** By method and resource. Whether IAM or the user pool let a request through, the notes are the same. */
const routes: Readonly<Record<string, Route>> = {
  'GET /public': async () => json({ message: process.env.GREETING ?? 'Hello' }),
  'GET /notes': listNotes,
  'POST /notes': createNote,
  'GET /notes/{id}': getNote,
  'PUT /notes/{id}': updateNote,
  'DELETE /notes/{id}': deleteNote,
  'GET /admin/summary': summary,
};

/** Pages of the allowed origin may read the responses; without one, no page of another origin may. */
export function cloudLogic(store: NoteStore, allowedOrigin?: string): ApiHandler {
  const handle = apiHandler(async (event) => {
    const route = routes[`${event.httpMethod} ${event.resource.replace(/^\/token/, '')}`];
    if (!route) throw new HttpError(404, 'There is no such operation');
    return route(event, store);
  });
  return async (event, context) => {
    const response = await handle(event, context);
    const headers = {
      ...response.headers,
      'x-function-request-id': context.awsRequestId,
      ...(allowedOrigin && {
        'access-control-allow-origin': allowedOrigin,
        'access-control-expose-headers': 'x-amzn-requestid,x-function-request-id',
      }),
    };
    return { ...response, headers };
  };
}

async function listNotes(event: APIGatewayProxyEvent, store: NoteStore) {
  const page = { limit: pageSize(event), after: queryParameter(event, 'next') };
  return json(await store.list(signedInUser(event), page));
}

async function createNote(event: APIGatewayProxyEvent, store: NoteStore) {
  return json(await store.create(signedInUser(event), newNote(event).text), { status: 201 });
}

async function getNote(event: APIGatewayProxyEvent, store: NoteStore) {
  const note = await store.get(signedInUser(event), pathParameter(event, 'id'));
  if (!note) throw noSuchNote();
  return json(note);
}

async function updateNote(event: APIGatewayProxyEvent, store: NoteStore) {
  const { text, version } = changedNote(event);
  const note = await store.update(signedInUser(event), pathParameter(event, 'id'), text, version);
  if (note === 'absent') throw noSuchNote();
  if (note === 'changed') throw new HttpError(409, 'The note has another version: read it again');
  return json(note);
}

async function deleteNote(event: APIGatewayProxyEvent, store: NoteStore) {
  if (await store.delete(signedInUser(event), pathParameter(event, 'id'))) return empty();
  throw noSuchNote();
}

async function summary(event: APIGatewayProxyEvent, store: NoteStore) {
  requireGroup(event, 'Administrators');
  return json({ notes: await store.count() });
}

/** Also for notes of others: nobody learns that they exist. */
function noSuchNote(): HttpError {
  return new HttpError(404, 'There is no note of this id');
}
