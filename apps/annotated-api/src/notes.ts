// Every annotation in use: where a parameter comes from, what it must be, who may call, and what is returned.
import { randomUUID } from 'node:crypto';
import {
  Authorized,
  BeanParam,
  Consumes,
  Context,
  DELETE,
  FormParam,
  GET,
  HEAD,
  HeaderParam,
  OPTIONS,
  PATCH,
  Path,
  PathParam,
  POST,
  Produces,
  PUT,
  type RequestContext,
  Response,
  Status,
  WebApplicationError,
} from '@samples/lambada';
import { NoSuchNote } from './no-such-note.ts';
import type { Note, NoteContent } from './note.ts';
import { noteStore } from './note-store.ts';
import type { Page } from './page.ts';

@Path('/notes')
export class Notes {
  readonly #store = noteStore(process.env);

  /** Lists notes in the order of their titles. */
  @GET
  async list(@BeanParam() page: Page): Promise<Note[]> {
    const notes = await this.#store.list(100);
    const wanted = notes.filter(({ priority }) => !page.priority || page.priority === priority);
    return wanted.toSorted((a, b) => a.title.localeCompare(b.title)).slice(0, page.limit);
  }

  /** Writes a new note. */
  @POST
  @Authorized('token')
  @Consumes('application/json')
  async create(content: NoteContent, @Context() request: RequestContext): Promise<Response<Note>> {
    return this.#created(content, request);
  }

  /** Writes a new note, from a page with a form. */
  @POST
  @Authorized('token')
  @Consumes('application/x-www-form-urlencoded')
  async createByForm(
    /** @minLength 1 */
    @FormParam() title: string,
    @Context() request: RequestContext,
    @FormParam() text?: string,
  ): Promise<Response<Note>> {
    return this.#created({ title, ...(text !== undefined && { text }) }, request);
  }

  /**
   * One note.
   * @throws {404} There is no such note.
   */
  @GET
  @Path('/{id: [0-9a-f-]{36}}')
  async find(@PathParam() id: string): Promise<Note> {
    const note = await this.#store.get(id);
    if (!note) throw new NoSuchNote(id);
    return note;
  }

  /** One note for people to read. */
  @GET
  @Path('/{id: [0-9a-f-]{36}}')
  @Produces('text/plain')
  async read(@PathParam() id: string): Promise<string> {
    const { title, text = '' } = await this.find(id);
    return `${title}\n\n${text}\n`;
  }

  /** Whether there is such a note. */
  @HEAD
  @Path('/{id: [0-9a-f-]{36}}')
  async exists(@PathParam() id: string): Promise<void> {
    await this.find(id);
  }

  /** Replaces a note; with `If-None-Match: *` only one that is not there yet. */
  @PUT
  @Path('/{id: [0-9a-f-]{36}}')
  @Authorized('token')
  async replace(
    @PathParam() id: string,
    content: NoteContent,
    @Context() request: RequestContext,
    @HeaderParam('If-None-Match') ifNoneMatch?: '*',
  ): Promise<Note> {
    if (ifNoneMatch && (await this.#store.get(id))) throw new WebApplicationError(412, `Note ${id} exists`);
    return this.#put({ ...content, id, author: authorOf(request) });
  }

  /** Changes some of a note. */
  @PATCH
  @Path('/{id: [0-9a-f-]{36}}')
  @Authorized('token')
  async change(@PathParam() id: string, content: Partial<NoteContent>): Promise<Note> {
    return this.#put({ ...(await this.find(id)), ...content });
  }

  /** Removes a note. */
  @DELETE
  @Path('/{id: [0-9a-f-]{36}}')
  @Authorized('token')
  async remove(@PathParam() id: string): Promise<void> {
    if (!(await this.#store.delete(id))) throw new NoSuchNote(id);
  }

  /** Takes a file along, and says how large it is. */
  @PUT
  @Path('/{id: [0-9a-f-]{36}}/files/{name+}')
  @Authorized('token')
  @Consumes('application/octet-stream')
  @Status(202)
  attach(
    @PathParam() id: string,
    @PathParam() name: string,
    file: Uint8Array,
  ): { name: string; bytes: number } {
    return { name: `${id}/${name}`, bytes: file.length };
  }

  /** What a browser asks before it sends a request of another origin. */
  @OPTIONS
  preflight(@HeaderParam('Origin') origin?: string): Response {
    const response = Response.noContent().header('Allow', 'GET, HEAD, OPTIONS, POST');
    return origin ? response.header('Access-Control-Allow-Origin', '*').build() : response.build();
  }

  async #created(content: NoteContent, request: RequestContext): Promise<Response<Note>> {
    const note = await this.#put({ ...content, id: randomUUID(), author: authorOf(request) });
    return Response.created(`/notes/${note.id}`).entity(note).build();
  }

  async #put(note: Note): Promise<Note> {
    await this.#store.put(note);
    return note;
  }
}

function authorOf({ authorizer }: RequestContext): string {
  return String(authorizer?.principalId);
}
