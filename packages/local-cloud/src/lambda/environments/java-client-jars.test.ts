import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withFolder } from '../../testing/with-folder.ts';
import { javaClientJars } from './java-client-jars.ts';

const folder = withFolder();
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const library = (artifact: string) => ({
  ...{ group: 'org.example', artifact, version: '1.0' },
  sha256: createHash('sha256').update(artifact).digest('hex'),
});

async function put(path: string, text: string): Promise<void> {
  vi.stubEnv('HOME', folder());
  await mkdir(dirname(join(folder(), path)), { recursive: true });
  await writeFile(join(folder(), path), text);
}

const maven = (artifact: string) => `.m2/repository/org/example/${artifact}/1.0/${artifact}-1.0.jar`;

describe("AWS's client for Java", () => {
  it("is found in Maven's and Gradle's folders", async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('offline'));
    await put(maven('a'), 'a');
    await put('.gradle/caches/modules-2/files-2.1/org.example/b/1.0/0f0f/b-1.0.jar', 'b');
    const jars = await javaClientJars(join(folder(), 'kept'), [library('a'), library('b')]);
    expect(await Promise.all(jars.map((jar) => readFile(jar, 'utf8')))).toEqual(['a', 'b']);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('is downloaded once where it is not there, or another file is', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('c'));
    await put(maven('c'), 'something else');
    const kept = join(folder(), 'kept');
    const jars = await javaClientJars(kept, [library('c')]);
    expect(jars).toEqual([join(kept, 'c-1.0.jar')]);
    expect(await javaClientJars(kept, [library('c')])).toEqual(jars);
    expect(fetched).toHaveBeenCalledOnce();
    expect(String(fetched.mock.calls[0]?.[0])).toMatch(/\/org\/example\/c\/1\.0\/c-1\.0\.jar$/);
  });

  it.each([
    ['does not respond (offline)', () => Promise.reject(new Error('offline'))],
    ['responds with status 404', async () => new Response('', { status: 404 })],
    ['is not the file that was expected', async () => new Response('x')],
  ])('is asked for by name where it %s', async (reason, response) => {
    vi.stubEnv('HOME', folder());
    vi.spyOn(globalThis, 'fetch').mockImplementation(response);
    const jars = javaClientJars(join(folder(), 'none'), [library('d')]);
    await expect(jars).rejects.toThrow(`${reason}. Add the dependency org.example:d:1.0 to the build`);
  });
});
