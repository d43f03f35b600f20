import { afterAll, expect, it } from 'vitest';
import { otherSpellings } from './other-spellings.ts';
import { send, switchedStack } from './switched-stack.ts';

const stack = switchedStack('pets-authorizer');
afterAll(() => stack.remove());

const WriteToken = 'a-token-of-this-test';

it('writing to /pets needs a token, reading and the page do not, and nothing does when it is switched off', async () => {
  const { url } = await stack.switchTo({ WriteToken });
  const rex = { name: 'Rex', kind: 'dog', age: 1 };
  const headers = { authorization: `Bearer ${WriteToken}` };

  const refused = await send(`${url}/pets`, 'POST', rex);
  expect([refused.status, await refused.json()]).toEqual([401, { message: 'Unauthorized' }]);
  for (const wrong of ['Bearer another-token-than-it', WriteToken, `Bearer ${WriteToken}x`])
    expect((await send(`${url}/pets`, 'POST', rex, { authorization: wrong })).status, wrong).toBe(401);
  for (const path of otherSpellings)
    expect((await send(`${url}${path}`, 'POST', rex)).status, path).not.toBe(201);

  const created = await send(`${url}/pets`, 'POST', rex, headers);
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };
  expect((await send(`${url}/pets`, 'GET')).status).toBe(200);
  expect((await send(`${url}/pets/${id}`, 'GET')).status).toBe(200);
  expect((await send(`${url}/pets/${id}`, 'PUT', { ...rex, age: 2 })).status).toBe(401);
  expect((await send(`${url}/pets/${id}`, 'DELETE')).status).toBe(401);
  expect((await send(`${url}/pets/${id}`, 'PUT', { ...rex, age: 2 }, headers)).status).toBe(200);
  expect((await fetch(`${url}/delete/${id}`, { method: 'POST', redirect: 'manual' })).status).toBe(303);

  await stack.switchTo({});
  expect((await send(`${url}/pets`, 'POST', rex)).status).toBe(201);
});
