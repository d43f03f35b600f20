import { readFile } from 'node:fs/promises';
import createClient, { type Client } from 'openapi-fetch';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { switchedStack } from '../switched-stack.ts';
import { exportDefinition } from './export-definition.ts';
import { generateTypes } from './generate.ts';
import type { paths } from './pets-api.d.ts';

const stack = switchedStack('pets-client');
let client: Client<paths>;
let outputs: Record<string, string>;
beforeAll(async () => {
  const deployed = await stack.switchTo({ TypedClient: 'true' });
  outputs = deployed.outputs;
  client = createClient<paths>({ baseUrl: deployed.url });
});
afterAll(() => stack.remove());

const committed = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

it('the definition that the client is made of is what the API exports', async () => {
  const environment = { ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint };
  expect(JSON.parse(await committed('pets-api.json'))).toEqual(await exportDefinition(outputs, environment));
});

it.runIf(process.env.REQUIRE_REGISTRY)(
  'the types are what the generator makes of it (needs the npm registry: REQUIRE_REGISTRY=1)',
  async () => {
    expect(await committed('pets-api.d.ts')).toBe(await generateTypes());
  },
);

it('a typed client creates, reads, lists, replaces and deletes', async () => {
  const created = await client.POST('/pets', { body: { name: 'Rex', kind: 'dog', age: 3 } });
  expect(created.response.status).toBe(201);
  const params = { path: { id: created.data?.id ?? '' } };
  expect((await client.GET('/pets/{id}', { params })).data?.name).toBe('Rex');
  const listed = await client.GET('/pets', { params: { query: { kind: 'dog', limit: '1' } } });
  expect(listed.data?.pets.map(({ name }) => name)).toEqual(['Rex']);
  const replaced = await client.PUT('/pets/{id}', { params, body: { name: 'Max', kind: 'cat', age: 4 } });
  expect(replaced.data).toMatchObject({ name: 'Max', kind: 'cat' });
  expect((await client.DELETE('/pets/{id}', { params })).response.status).toBe(204);
});

it('a failure is a typed problem, and a kind that there is not does not compile', async () => {
  // @ts-expect-error: no such kind
  const { error } = await client.POST('/pets', { body: { name: 'Nemo', kind: 'fish', age: 1 } });
  expect(error?.errors?.kind).toBe('Expected one of dog, cat, rabbit, bird as the kind');
});

it('the methods are gone from the API when it is switched off, and the pets are still there', async () => {
  const { url, outputs: off } = await stack.switchTo({});
  const environment = { ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint };
  const { paths } = (await exportDefinition(off, environment)) as { paths: object };
  expect(Object.keys(paths)).not.toContain('/pets');
  expect((await fetch(`${url}/pets`)).status).toBe(200);
});
