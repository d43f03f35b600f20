import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createLongWork, type LongWork, TooMuchWork } from '../../long-work/long-work.ts';
import type { ApiModel } from '../model.ts';
import { importInWorker } from './import-in-worker.ts';
import { wholeDefinition } from './testing/whole-definition.ts';

const workers = createLongWork();
afterAll(() => workers.stop());

const description = 'long '.repeat(20_000);
const longDefinition = { ...wholeDefinition, info: { title: 'long', version: '1', description } };
const options = { offersUserPools: true };

/** The API that a worker makes of a definition. Throws when the definition is not left to a worker. */
async function imported(body: string, more: object = {}) {
  const model = await importInWorker(workers, body, { ...options, ...more });
  if (typeof model === 'string' || model instanceof Uint8Array) throw new Error('Expected an API.');
  return model;
}

describe('a long definition', () => {
  it('is imported in a worker, from JSON and from YAML', async () => {
    const json = await imported(JSON.stringify(longDefinition));
    const yaml = await imported(stringify(longDefinition));
    expect(json.description).toBe(description);
    expect(json.resources.map(({ path }) => path)).toContain('/proxy/{proxy+}');
    const described = ({ resources, requestValidators, ...others }: ApiModel) =>
      JSON.stringify([resources, Object.values(requestValidators), others]);
    const withoutIds = (model: ApiModel) => described(model).replaceAll(/"(\w*[iI]d)":"[^"]*"/g, '');
    expect(withoutIds(yaml)).toBe(withoutIds(json));
  });

  it('keeps the ids of the API that it replaces', async () => {
    const previous = await imported(JSON.stringify(longDefinition));
    const next = await imported(JSON.stringify(longDefinition), { previous });
    expect(next.resources.map(({ id }) => id)).toEqual(previous.resources.map(({ id }) => id));
    expect(next.authorizers.map(({ id }) => id)).toEqual(previous.authorizers.map(({ id }) => id));
  });

  it('is refused with the same message in a worker', async () => {
    const definition = JSON.stringify({ ...longDefinition, openapi: '4.0' });
    await expect(imported(definition)).rejects.toMatchObject({
      code: 'BadRequestException',
      message: 'Invalid OpenAPI input: expected swagger 2.0 or openapi 3.0, received 4.0.',
    });
  });

  it('is refused when its worker is ended', async () => {
    const ended: LongWork = {
      run: () => Promise.reject(new TooMuchWork('it takes longer than 30 seconds')),
      stop: async () => {},
    };
    await expect(importInWorker(ended, JSON.stringify(longDefinition), options)).rejects.toMatchObject({
      code: 'BadRequestException',
      message: 'Invalid OpenAPI input: it cannot be read, because it takes longer than 30 seconds.',
    });
  });
});

describe('a short definition', () => {
  it('is left to the event loop, unless it has YAML aliases, which repeat what they name', async () => {
    const json = JSON.stringify(wholeDefinition);
    expect(await importInWorker(workers, json, options)).toBe(json);
    const aliased = 'openapi: 3.0.1\ninfo: {title: &a x, description: *a}\npaths: {}';
    expect(await imported(aliased)).toMatchObject({ name: 'x', description: 'x' });
  });
});
