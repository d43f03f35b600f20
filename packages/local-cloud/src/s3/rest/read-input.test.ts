import { expect, it } from 'vitest';
import { readInput } from './read-input.ts';

const target = { bucket: 'pets', key: 'tom' };
const route = { operation: 'GetObject' } as const;

const input = (query: string, headers: Record<string, string> = {}) =>
  readInput(route, target, new URLSearchParams(query), { headers, body: Buffer.alloc(0) }, undefined);

it('has the version that the query names', async () => {
  expect(await input('versionId=1')).toMatchObject({ Bucket: 'pets', Key: 'tom', VersionId: '1' });
});

it.each([
  ['VersionId=2', {}],
  ['version-id=2', {}],
  ['', { 'x-amz-version-id': '2' }],
])('has no version that access was not checked for: %s %j', async (query, headers) => {
  expect((await input(query, headers)).VersionId).toBeUndefined();
});
