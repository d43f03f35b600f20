import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WatchEvent } from '@samples/deployment';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchApp } from './watch-app.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'app-'));
  for (const name of ['src/screens', 'dist']) await mkdir(path.join(folder, name), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

it('publishes what is saved, in whatever folder, reports a failure, and goes on', async () => {
  const abort = new AbortController();
  const events: WatchEvent[] = [];
  const file = path.join(folder, 'src/screens/main.tsx');
  let published = '';
  const publish = vi.fn(async () => {
    published = await readFile(file, 'utf8');
  });
  publish.mockRejectedValueOnce(new Error('main.tsx: expected }'));
  const watching = watchApp({ folder, publish, report: (event) => events.push(event), signal: abort.signal });

  // Saved every few milliseconds until it is seen: a watcher gives no sign that it has begun.
  let isSeen = false;
  const seen = expect
    .poll(() => events)
    .toContainEqual({ kind: 'failed', message: 'main.tsx: expected }' })
    .finally(() => {
      isSeen = true;
    });
  while (!isSeen) {
    await writeFile(file, String(events.length));
    await sleep(5);
  }
  await seen;
  await writeFile(file, 'mended');
  await expect.poll(() => published).toBe('mended');
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'updated', functions: ['the app'] });

  // A hundred saves during a publication are one more. Without that, one would follow every 50 ms.
  const held = Promise.withResolvers<void>();
  publish.mockImplementationOnce(() => held.promise);
  const before = publish.mock.calls.length;
  await writeFile(file, 'held');
  await expect.poll(() => publish.mock.calls.length).toBeGreaterThan(before);
  for (let save = 0; save < 100; save++) await writeFile(file, String(save));
  held.resolve();
  await expect.poll(() => published).toBe('99');
  await sleep(1000);
  expect(publish.mock.calls.length - before).toBeLessThan(10);

  abort.abort();
  await watching;
  const count = publish.mock.calls.length;
  await writeFile(file, 'too late');
  expect(publish).toHaveBeenCalledTimes(count);
});
