import { getEventListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { watchFolders } from './watch-folders.ts';

it('returns the files that were saved, save after save, and leaves nothing on the signal', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'watched-'));
  const { signal } = new AbortController();
  const watched = watchFolders();
  watched.watch([folder]);
  for (const name of ['a', 'b', 'c']) {
    const changes = watched.changes(signal);
    await writeFile(path.join(folder, name), name);
    expect(await changes).toContain(path.join(folder, name));
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  watched.close();
  await rm(folder, { recursive: true });
});

it('stops waiting when the signal aborts', async () => {
  const abort = new AbortController();
  const changes = watchFolders().changes(abort.signal);
  abort.abort();
  expect(await changes).toEqual(new Set());
});
