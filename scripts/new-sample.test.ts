import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSample, renamer } from './new-sample.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'new-sample-'));
  const manifest = { name: 'root', private: true, workspaces: ['apps/*'] };
  await write('package.json', JSON.stringify(manifest));
  await write('.gitignore', 'node_modules\ndist\n');
  await write(
    'apps/note-keeper/package.json',
    JSON.stringify({ name: 'note-keeper', scripts: { lint: 'node lint.js' } }),
  );
  await write(
    'apps/note-keeper/lint.js',
    "require('fs').writeFileSync('formatted', process.argv.slice(2).join())",
  );
  await write('apps/note-keeper/test/note-keeper.test.ts', 'noteKeeper("note-keeper");');
  await write('apps/note-keeper/image.png', Buffer.from('note-keeper\0'));
  await write('apps/note-keeper/dist/built.js', 'ignored');
  await write('infra/note-keeper/template.yaml', 'CodeUri: ../../apps/note-keeper/src');
  await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
  execFileSync('git', ['init', '--quiet'], { cwd: root });
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
});
afterEach(() => rm(root, { recursive: true }));

describe('a new sample', () => {
  it('has every file of the old one under the new name, and is linked and formatted', async () => {
    await create('order-book');
    expect((await filesIn('apps/order-book')).sort()).toEqual([
      'formatted',
      'image.png',
      'lint.js',
      'package.json',
      'test/order-book.test.ts',
    ]);
    expect(await read('apps/order-book/test/order-book.test.ts')).toBe('orderBook("order-book");');
    expect(await read('apps/order-book/image.png')).toBe('note-keeper\0');
    expect(await read('apps/order-book/formatted')).toBe('--write');
    expect(await read('infra/order-book/template.yaml')).toBe('CodeUri: ../../apps/order-book/src');
    expect(JSON.parse(await read('node_modules/order-book/package.json'))).toMatchObject({
      name: 'order-book',
    });
    expect(JSON.parse(await read('package-lock.json')).packages).toHaveProperty('node_modules/order-book');
  });

  it.each(['Order', '1st', 'a--b', 'a-', 'a_b', '../a', 'x'.repeat(64)])('is not called %s', async (name) => {
    const before = await snapshot();
    await expect(create(name)).rejects.toThrow(
      `Expected lower-case words joined by hyphens, such as order-service, 63 characters at most, received "${name}"`,
    );
    expect(await snapshot()).toEqual(before);
  });

  it.each([
    ['common', 'the name "common" says nothing: name what is in it'],
    ['show-and-tell', 'write say, report or return, not "tell"'],
  ])('is not called %s, which npm run lint would refuse', async (name, problem) => {
    const before = await snapshot();
    await expect(create(name)).rejects.toThrow(
      `Expected a name that npm run lint accepts, received ${name}: ${problem}`,
    );
    expect(await snapshot()).toEqual(before);
  });

  it('refuses the name of a sample, of its template or of an installed package', async () => {
    await write('infra/half-done/template.yaml', '');
    const lock = JSON.parse(await read('package-lock.json'));
    lock.packages['node_modules/zod'] = { version: '1.0.0' };
    await write('package-lock.json', JSON.stringify(lock));
    for (const name of ['note-keeper', 'half-done', 'zod']) {
      await expect(create(name)).rejects.toThrow(
        `Expected the name of no sample and no installed package, received ${name}`,
      );
    }
  });

  it('leaves nothing after a failure', async () => {
    await write('apps/note-keeper/lint.js', 'console.error("cannot format"); process.exit(1)');
    const before = await snapshot();
    await expect(create('order-book')).rejects.toThrow(/^order-book could not be formatted:\ncannot format/);
    expect(await snapshot()).toEqual(before);
  });

  it('leaves nothing after Ctrl-C, whatever it is doing', async () => {
    const interrupt = new AbortController();
    const before = await snapshot();
    const creating = create('order-book', interrupt.signal);
    await expect.poll(() => isThere('apps/order-book')).toBe(true);
    interrupt.abort();
    await expect(creating).rejects.toThrow('aborted');
    expect(await snapshot()).toEqual(before);
  });
});

describe('renaming', () => {
  it.each([
    [
      'note-keeper',
      'npm start -- note-keeper, s3://note-keeper-files',
      'npm start -- to-do, s3://to-do-files',
    ],
    ['note-keeper', 'noteKeeperClient, NoteKeeper, footnote-keeper', 'toDoClient, ToDo, footnote-keeper'],
    ['hello', '../../apps/hello/src "hello"', '../../apps/to-do/src "to-do"'],
    [
      'hello',
      'hello.HandlerDemo src/main/java/hello/A.java othello',
      'hello.HandlerDemo src/main/java/hello/A.java othello',
    ],
  ])('finds the names of %s in %s', (from, text, renamed) => {
    expect(renamer(from, 'to-do')(text)).toBe(renamed);
  });

  it('leaves identifiers of one word and Java packages as they are', () => {
    const rename = renamer('hello', 'to-do');
    expect(rename("import { hello } from './hello.ts';", 'a.ts')).toBe("import { hello } from './to-do.ts';");
    expect(rename('package hello;', 'A.java')).toBe('package hello;');
  });
});

const create = (name: string, signal = new AbortController().signal) =>
  newSample(name, { root, from: 'note-keeper', signal });

async function write(path: string, content: string | Buffer) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

const read = (path: string) => readFile(join(root, path), 'utf8');
const isThere = (path: string) =>
  stat(join(root, path)).then(
    () => true,
    () => false,
  );

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(root, folder).length + 1));
}

/** Every name in the repository beside npm's and git's own, and the lock file. */
async function snapshot() {
  const names = [
    ...(await filesIn('apps')),
    ...(await filesIn('infra')),
    ...(await readdir(join(root, 'node_modules'))),
  ];
  return {
    names,
    staged: await readdir(join(root, 'node_modules/.cache')).catch(() => []),
    lock: await read('package-lock.json'),
  };
}
