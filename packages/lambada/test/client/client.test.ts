import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import createClient from 'openapi-fetch';
import { expect, test } from 'vitest';
import { documentText, generateTypes } from './generate.ts';
import type { paths } from './pets-api.d.ts';

const committed = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

test('the document of the annotated classes is the one in pets-api.json', async () => {
  expect(documentText()).toBe(await committed('pets-api.json'));
});

test('the document is valid OpenAPI 3.0 for a validator of other authors', async () => {
  const validator = new Validator();
  expect(await validator.validate(await committed('pets-api.json'))).toEqual({ valid: true });
  expect(validator.version).toBe('3.0');
});

test.runIf(process.env.REQUIRE_REGISTRY)(
  'the types of the client are what the generator makes (needs the npm registry: REQUIRE_REGISTRY=1)',
  async () => {
    expect(await generateTypes()).toBe(await committed('pets-api.d.ts'));
  },
);

test('a typed client sends what the annotations say', async () => {
  const sent: string[] = [];
  const client = createClient<paths>({
    baseUrl: 'http://localhost',
    fetch: async (request: Request) => {
      sent.push(`${request.method} ${request.url} ${await request.text()}`);
      return Response.json({ items: [{ kind: 'bird', name: 'Kea' }] });
    },
  });
  const { data } = await client.GET('/pets', {
    params: { query: { limit: 2, size: 'large', tag: ['a', 'b'] } },
  });
  const [first] = data?.items ?? [];
  const dog = {
    kind: 'dog',
    name: 'Rex',
    born: '2026-01-01T00:00:00Z',
    size: 'small',
    owner: null,
    tricks: 3,
  } as const;
  await client.POST('/pets', { body: dog });
  await client.PATCH('/pets/{id}', { params: { path: { id: 'r x' } }, body: { owner: 'ann@example.com' } });
  expect(first?.kind === 'bird' ? first.name : first?.tricks).toBe('Kea');
  expect(sent).toEqual([
    'GET http://localhost/pets?limit=2&size=large&tag=a&tag=b ',
    `POST http://localhost/pets ${JSON.stringify(dog)}`,
    'PATCH http://localhost/pets/r%20x {"owner":"ann@example.com"}',
  ]);
});

test('a client that sends something else does not compile', () => {
  const client = createClient<paths>({ fetch: async () => Response.json({}) });
  const calls = [
    // @ts-expect-error: no such size
    () => client.GET('/pets', { params: { query: { size: 'medium' } } }),
    // @ts-expect-error: the path has a parameter
    () => client.GET('/pets/{id}', {}),
    // @ts-expect-error: no such kind of pet
    () => client.POST('/pets', { body: { kind: 'fish' } }),
    // @ts-expect-error: no such path
    () => client.GET('/birds'),
  ];
  expect(calls).toHaveLength(4);
});
