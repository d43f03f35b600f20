import { expect, test } from 'vitest';
import { everything, scanSources } from '../testing/scan-source.ts';

test('reads a class with one method', () => {
  const { classes, problems } = scanSources({
    'hello.ts': `${everything}
/** Greets. */
@Path('/helloworld')
export class HelloWorld {
  /**
   * A greeting for one person.
   *
   * It is always the same.
   * @param id who is greeted
   * @throws {404} Nobody has this id.
   */
  @GET
  @Path('/{id}')
  hello(@PathParam('id') id: string): { greeting: string } {
    return { greeting: id };
  }
}`,
  });
  expect(problems).toEqual([]);
  expect(classes).toEqual([
    {
      file: 'hello.ts',
      exportName: 'HelloWorld',
      name: 'HelloWorld',
      path: '/helloworld',
      description: 'Greets.',
      operations: [
        {
          methodName: 'hello',
          operationId: 'HelloWorld_hello',
          httpMethod: 'GET',
          path: '/helloworld/{id}',
          segments: [
            { kind: 'literal', value: 'helloworld' },
            { kind: 'parameter', name: 'id' },
          ],
          summary: 'A greeting for one person.',
          description: 'It is always the same.',
          isDeprecated: false,
          errors: [{ status: 404, description: 'Nobody has this id.' }],
          parameters: [
            {
              kind: 'path',
              name: 'id',
              description: 'who is greeted',
              schema: { type: 'string' },
              required: true,
              position: { file: 'hello.ts', line: 14, column: 9 },
            },
          ],
          consumes: [],
          produces: [],
          result: {
            kind: 'json',
            schema: { type: 'object', properties: { greeting: { type: 'string' } }, required: ['greeting'] },
            mayBeEmpty: false,
          },
          position: { file: 'hello.ts', line: 14, column: 3 },
        },
      ],
    },
  ]);
});
