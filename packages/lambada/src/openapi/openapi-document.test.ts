import { expect, test } from 'vitest';
import type { JsonObject } from '../model.ts';
import { everything, scanSources } from '../testing/scan-source.ts';
import { openApiDocument } from './openapi-document.ts';

/** The paths of these classes. */
function pathsOf(source: string): Record<string, Record<string, JsonObject>> {
  const { problems, ...scanned } = scanSources({ 'api.ts': `${everything}\n${source}` });
  expect(problems).toEqual([]);
  const { paths } = openApiDocument({ title: 'api', version: '1', ...scanned });
  return paths as unknown as Record<string, Record<string, JsonObject>>;
}

test('methods that differ in the pattern of a parameter are one operation', () => {
  const paths = pathsOf(`@Path('/a') export class A {
  @GET @Path('/{id: [0-9]+}') byNumber(@PathParam() id: string, @QueryParam() all: boolean): { id: string } { return { id }; }
  @GET @Path('/{name: [a-z]+}') byName(@PathParam() name: string): string { return name; }
}`);
  expect(Object.keys(paths)).toEqual(['/a/{id}']);
  expect(paths['/a/{id}']?.get).toMatchObject({
    operationId: 'A_byNumber',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        schema: {
          anyOf: [
            { type: 'string', pattern: '^(?:[0-9]+)$' },
            { type: 'string', pattern: '^(?:[a-z]+)$' },
          ],
        },
      },
      { name: 'all', in: 'query', required: false },
    ],
    responses: { 200: { content: { 'application/json': {}, 'text/plain': {} } } },
  });
});

test('methods that differ in their media types are one operation', () => {
  const { '/': item } = pathsOf(`@Path('/') export class A {
  /** As JSON. */
  @POST json(body: { a: string }): { a: string } { return body; }
  /** As CSV. */
  @POST @Consumes('text/csv') @Produces('text/csv') csv(body: string): string { return body; }
}`);
  expect(item?.post).toMatchObject({
    summary: 'As JSON. / As CSV.',
    requestBody: {
      required: true,
      content: { 'application/json': {}, 'text/csv': { schema: { type: 'string' } } },
    },
    responses: { 200: { content: { 'application/json': {}, 'text/csv': {} } } },
  });
});

test('a method says which failures it has and which methods need a caller', () => {
  const { '/': item } = pathsOf(`@Authorizer('staff') export class Staff { authorize() { return undefined; } }
@Path('/') export class A {
  /**
   * Removes all.
   * @throws {409} Something is in use.
   * @throws {410}
   */
  @DELETE @Authorized('staff') clear(): void {}
}`);
  expect(item?.delete).toEqual({
    tags: ['A'],
    operationId: 'A_clear',
    summary: 'Removes all.',
    responses: {
      204: { description: 'No Content' },
      401: { description: 'Unauthorized' },
      403: { description: 'Forbidden' },
      409: { description: 'Something is in use.' },
      410: { description: 'Gone' },
    },
    security: [{ staff: [] }],
  });
});
