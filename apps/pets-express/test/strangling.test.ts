import { afterAll, expect, it } from 'vitest';
import { send, switchedStack } from './switched-stack.ts';

const stack = switchedStack('pets-strangling');
afterAll(() => stack.remove());

/** What may differ between Express and the function that took its place. */
const exempt = /^(x-amzn-remapped-)?(date|connection|keep-alive|x-powered-by|etag)$/;
/** The gateway's own for each request. */
const ofRequest = /^x-am(zn-requestid|z-apigw-id|zn-trace-id)$/;

const id = '0123456789abcdef01234567';
const requests: [path: string, accept?: string][] = [
  ['/pets'],
  ['/pets/'],
  ['/pets?kind=bird'],
  ['/pets?kind='],
  ['/pets?kind'],
  ['/pets?limit=2'],
  [`/pets?after=${id}`],
  [`/pets?after=ffffffffffffffffffffffff`],
  [`/pets?limit=1&after=${id.toUpperCase()}`],
  ['/pets?unknown=1&kind=cat&limit=99'],
  ['/pets?kind=fish'],
  ['/pets?kind=fish', 'text/html'],
  ['/pets?kind=fish', 'text/html;q=0.8, application/json'],
  ['/pets?kind=fish', '*/*'],
  ['/pets?kind=fish', 'image/png'],
  ['/pets?limit=100'],
  ['/pets?limit=0'],
  ['/pets?limit='],
  ['/pets?limit=2&limit=3'],
  ['/pets?kind=dog&kind=cat'],
  ['/pets?kind[]=dog'],
  ['/pets?kind=d%6Fg&limit=%32'],
  ['/pets?after=123456789012'],
  ['/pets?after=$gt', 'text/html'],
  ['/pets?%66ilter=%C3%A9%26%3D%2B+'],
];

it('GET /pets is the same to the byte whether Express or a function of its own responds', async () => {
  const proxied = await stack.switchTo({ ListRoute: 'proxy' });
  const kinds = ['dog', 'cat', 'bird', 'rabbit', 'bird'];
  for (const [index, kind] of kinds.entries()) {
    const pet = { name: `<${kind} & "${index}">é`, kind, age: index };
    const picture = index % 2 ? { picture: `https://example.com/${index}.png` } : {};
    expect((await send(`${proxied.url}/pets`, 'POST', { ...pet, ...picture })).status).toBe(201);
  }
  // A pet that was replaced has its fields from another operation.
  const { pets } = (await (await fetch(`${proxied.url}/pets`)).json()) as { pets: { id: string }[] };
  const replacement = { picture: 'https://example.com/x.png', age: 7, kind: 'cat', name: 'Félix' };
  await send(`${proxied.url}/pets/${pets[1]?.id}`, 'PUT', replacement);

  const before = await responses(proxied.url);
  const { url: ofMethod } = await stack.switchTo({ ListRoute: 'method' });
  expect(await responses(ofMethod)).toEqual(before);
  const { url: ofFunction } = await stack.switchTo({ ListRoute: 'function' });
  expect(await responses(ofFunction)).toEqual(before);
  expect(new Set(before.map(({ status }) => status))).toEqual(new Set([200, 400]));
});

it('what stays with Express works while GET /pets is a function of its own', async () => {
  const { url } = await stack.switchTo({ ListRoute: 'function' });
  const created = await send(`${url}/pets`, 'POST', { name: 'Rex', kind: 'dog', age: 1 });
  const { id: rex } = (await created.json()) as { id: string };
  const get = await send(`${url}/pets/${rex}`, 'GET');
  const page = await fetch(`${url}/`);
  const unknown = await send(`${url}/pets`, 'PATCH', {});
  const deleted = await send(`${url}/pets/${rex}`, 'DELETE');
  const statuses = [created, get, page, unknown, deleted].map(({ status }) => status);
  expect(statuses).toEqual([201, 200, 200, 404, 204]);
});

function responses(url: string) {
  return Promise.all(
    requests.map(async ([path, accept]) => {
      const response = await fetch(`${url}${path}`, { headers: accept ? { accept } : {} });
      const headers = [...response.headers].filter(([name]) => !exempt.test(name) && !ofRequest.test(name));
      const body = Buffer.from(await response.arrayBuffer()).toString('base64');
      return { path, accept, status: response.status, headers: Object.fromEntries(headers), body };
    }),
  );
}
