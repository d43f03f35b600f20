import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { handler as findNote } from '../examples/find-note.ts';
import { handler as getNote } from '../examples/get-note.ts';
import { errorObject, notFoundPageError, prefixedError, redirectError } from '../src/index.ts';
import { context, proxyEvent } from './proxy-event.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it.each([
    [0, 'get-note.ts'],
    [1, 'find-note.ts'],
  ])('shows as example %i the file %s', async (index, name) => {
    const source = await readFile(new URL(`../examples/${name}`, import.meta.url), 'utf8');
    expect(fences('ts')[index]).toBe(source);
  });

  it('shows the responses of the first example', async () => {
    const [found, ...refusals] = fences('json').map((fence) => JSON.parse(fence));
    expect(await getNote(eventFor('%C3%A9t%C3%A9'), context)).toEqual(found);
    const responses = [await getNote(eventFor('winter'), context), await getNote(eventFor('%zz'), context)];
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([404, 400]);
    expect(responses.map(({ body }) => JSON.parse(body))).toEqual(refusals);
  });

  it('has a second example that redirects and refuses', async () => {
    await expect(findNote({ title: 'summer' }, context)).rejects.toMatchObject({
      name: '/notes/%C3%A9t%C3%A9',
    });
    await expect(findNote({ title: 'x' }, context)).rejects.toThrow(/^\[NotFound\] No note is called x$/);
  });

  it.each([
    ['prefixedError', prefixedError(404, 'No note')],
    ['errorObject', errorObject(404, 'No note', 'c6af')],
    ['redirectError', redirectError(302, '/notes')],
    ['notFoundPageError', notFoundPageError('No <note>')],
  ])('shows what %s throws', (name, error) => {
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\\(.*`, 'm'));
    expect(readme).toContain(`| \`${error.message}\` | \`${error.name}\` |`);
  });
});

function fences(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  );
}

function eventFor(noteId: string) {
  return proxyEvent({ pathParameters: { noteId } });
}
