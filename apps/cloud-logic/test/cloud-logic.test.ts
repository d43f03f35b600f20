import { beforeAll, describe, expect, it } from 'vitest';
import { type AppUser, appUser, baseUrl } from './app-user.ts';

let jane: AppUser;
let joe: AppUser;

beforeAll(async () => {
  jane = await appUser('jane@example.com');
  joe = await appUser('joe@example.com');
});

/** The two ways to the same notes. */
const ways = {
  IAM: { path: '/notes', call: (user: AppUser) => user.byIam },
  'the user pool': { path: '/token/notes', call: (user: AppUser) => user.byToken },
};

async function status(response: Promise<Response>): Promise<number> {
  const given = await response;
  await given.arrayBuffer();
  return given.status;
}

describe('/public', () => {
  it('is open', async () => {
    const response = await fetch(`${baseUrl}/public`);
    expect([response.status, await response.json()]).toEqual([200, { message: 'Hello from the cloud.' }]);
  });
});

describe.each(Object.entries(ways))('notes by %s', (_, { path, call }) => {
  it('are created, read, listed by pages, changed and deleted', async () => {
    const request = call(jane);
    const created = await request('POST', path, { text: 'milk 🥛' });
    expect(created.status).toBe(201);
    const note = (await created.json()) as { id: string };
    expect(note).toMatchObject({ text: 'milk 🥛', version: 1 });
    expect(await (await request('GET', `${path}/${note.id}`)).json()).toEqual(note);
    await request('POST', path, { text: 'bread' });
    const first = (await (await request('GET', `${path}?limit=1`)).json()) as {
      notes: object[];
      next: string;
    };
    const second = (await (await request('GET', `${path}?limit=1&next=${first.next}`)).json()) as {
      notes: object[];
    };
    expect(first.notes).toHaveLength(1);
    expect(second.notes).toHaveLength(1);
    expect(second.notes).not.toEqual(first.notes);
    const changed = await request('PUT', `${path}/${note.id}`, { text: 'oat milk', version: 1 });
    expect(await changed.json()).toMatchObject({ id: note.id, text: 'oat milk', version: 2 });
    expect(await status(request('DELETE', `${path}/${note.id}`))).toBe(204);
    expect(await status(request('DELETE', `${path}/${note.id}`))).toBe(404);
  });

  it('are not overwritten by a client that has read an older version', async () => {
    const request = call(jane);
    const { id } = (await (await request('POST', path, { text: 'draft' })).json()) as { id: string };
    const writes = ['a', 'b', 'c'].map((text) =>
      status(request('PUT', `${path}/${id}`, { text, version: 1 })),
    );
    expect((await Promise.all(writes)).sort()).toEqual([200, 409, 409]);
  });

  it.each([
    ['no text', {}, 'Expected a string of at most 10000 characters for text, received nothing'],
    ['a text that is too long', { text: 'x'.repeat(10_001) }, 'received "10001 characters"'],
    ['a list', [], 'Expected a JSON object for the body, received []'],
  ])('refuse %s', async (_what, body, message) => {
    const response = await call(jane)('POST', path, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) });
  });

  it('want a sign-in', async () => {
    expect([401, 403]).toContain(await status(fetch(`${baseUrl}${path}`)));
  });
});

it('shows both ways the same notes', async () => {
  await jane.byIam('POST', '/notes', { text: 'by signature' });
  const response = await jane.byToken('GET', '/token/notes?limit=100');
  const { notes } = (await response.json()) as { notes: { text: string }[] };
  expect(notes.map(({ text }) => text)).toContain('by signature');
});

describe('/admin/summary', () => {
  it('is for the group Administrators', async () => {
    expect(await status(joe.byToken('GET', '/admin/summary'))).toBe(403);
    await joe.byToken('POST', '/token/notes', { text: 'counted' });
    const admin = await appUser('admin@example.com', 'Administrators');
    const response = await admin.byToken('GET', '/admin/summary');
    expect(response.status).toBe(200);
    expect(((await response.json()) as { notes: number }).notes).toBeGreaterThan(0);
  });
});
