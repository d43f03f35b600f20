import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzipPackage } from './unzip-package.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unzip-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function zip(entries: Parameters<typeof zipSync>[0]): Buffer {
  return Buffer.from(zipSync(entries));
}

/** Overwrites the declared sizes of the only entry, where the local header and the directory hold them. */
function declareSize(archive: Buffer, size: number): Buffer {
  const changed = Buffer.from(archive);
  changed.writeUInt32LE(size, 22);
  changed.writeUInt32LE(size, changed.indexOf('PK\x01\x02') + 24);
  return changed;
}

describe('LA-32: unzipPackage', () => {
  it('writes files, executable and read-only, and folders', async () => {
    await unzipPackage(zip({ 'index.js': strToU8('1'), lib: { 'a.js': strToU8('a') } }), folder);
    expect(await readFile(join(folder, 'lib/a.js'), 'utf8')).toBe('a');
    if (process.platform !== 'win32') expect((await stat(join(folder, 'index.js'))).mode & 0o777).toBe(0o555);
  });

  it.each(['../escape.js', '/absolute.js', 'a/../../escape.js', 'C:/drive.js'])(
    'refuses the name %s',
    async (name) => {
      await expect(unzipPackage(zip({ [name]: strToU8('x') }), folder)).rejects.toMatchObject({
        code: 'InvalidParameterValueException',
        message: expect.stringContaining('Could not unzip uploaded file'),
      });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('refuses a link', async () => {
    const link = zip({ link: [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] });
    await expect(unzipPackage(link, folder)).rejects.toThrow(/neither a file nor a folder/);
  });

  it('refuses more than 250 MB unpacked, whether declared or not', async () => {
    const bomb = zip({ 'bomb.bin': new Uint8Array(1e6) });
    await expect(unzipPackage(declareSize(bomb, 300 * 1024 * 1024), folder)).rejects.toThrow(
      'Unzipped size must be smaller than 262144000 bytes',
    );
    await expect(unzipPackage(declareSize(bomb, 10), folder)).rejects.toThrow(
      /Could not unzip uploaded file/,
    );
  });

  it('refuses an entry whose content does not fit its checksum', async () => {
    const archive = zip({ 'a.js': [strToU8('content'), { level: 0 }] });
    archive[archive.indexOf('content')] = 'k'.charCodeAt(0);
    await expect(unzipPackage(archive, folder)).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
      message: expect.stringContaining('The checksum of the entry a.js is wrong.'),
    });
  });

  it.each([
    ['file', 'x'.repeat(300)],
    ['folder', `${'x'.repeat(300)}/a.js`],
  ])('refuses a %s with a name of 300 bytes', async (_, name) => {
    await expect(unzipPackage(zip({ [name]: strToU8('x') }), folder)).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
      message: expect.stringContaining('The name of an entry is too long.'),
    });
  });

  it('refuses two entries with the same name', async () => {
    const archive = zip({ 'a.js': strToU8('1'), 'b.js': strToU8('2') });
    const twice = Buffer.from(archive.toString('latin1').replaceAll('b.js', 'a.js'), 'latin1');
    await expect(unzipPackage(twice, folder)).rejects.toThrow(/same name/);
  });

  it.each([
    ['nothing', ''],
    ['text', 'not a zip'],
    ['half a zip', zip({ a: strToU8('a') }).subarray(0, 40)],
  ])('refuses %s', async (_title, bytes) => {
    await expect(unzipPackage(Buffer.from(bytes), folder)).rejects.toThrow(/Could not unzip uploaded file/);
  });
});
