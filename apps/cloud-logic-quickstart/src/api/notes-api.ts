import type { CloudLogicClient, components } from '@samples/cloud-logic-client';
import { type Result, resultOf } from './result.ts';

export type Note = components['schemas']['Note'];
export type NotesPage = components['schemas']['Notes'];

/** How API Gateway identifies the caller: by an IAM signature, or by the ID token. */
export type Way = 'iam' | 'token';

export interface NotesApi {
  list(next?: string): Promise<Result<NotesPage>>;
  get(id: string): Promise<Result<Note>>;
  create(text: string): Promise<Result<Note>>;
  update(id: string, text: string, version: number): Promise<Result<Note>>;
  remove(id: string): Promise<Result<unknown>>;
}

const pageSize = '20';

/** The notes. The API serves them at two paths, one for each way to identify the caller. */
export function notesApi(client: CloudLogicClient, way: Way): NotesApi {
  const all = way === 'iam' ? '/notes' : '/token/notes';
  const one = way === 'iam' ? '/notes/{id}' : '/token/notes/{id}';
  const at = (id: string) => ({ path: { id } });
  return {
    list(next) {
      const query = { limit: pageSize, ...(next && { next }) };
      return resultOf(client.GET(all, { params: { query } }));
    },
    get: (id) => resultOf(client.GET(one, { params: at(id) })),
    create: (text) => resultOf(client.POST(all, { body: { text } })),
    update: (id, text, version) => resultOf(client.PUT(one, { params: at(id), body: { text, version } })),
    remove: (id) => resultOf(client.DELETE(one, { params: at(id) })),
  };
}
