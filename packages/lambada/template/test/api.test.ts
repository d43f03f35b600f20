import { expect, inject, it } from 'vitest';
import type {} from './server.ts';

const url = inject('url');

it('responds as JSON', async () => {
  const response = await fetch(`${url}/helloworld/Ada?greeting=Good%20day`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ message: 'Good day, Ada!' });
});

it('has nothing at other paths', async () => {
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
});
