import { execFileSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zip } from './zip.ts';

const a = { bytes: Buffer.from('first') };
const b = { bytes: Buffer.from('second'), isExecutable: true };

describe('zip', () => {
  it('holds the entries in the order of their names', () => {
    const archive = zip(
      new Map([
        ['b/run', b],
        ['a.mjs', a],
        ['B', a],
      ]),
    );
    expect(Object.keys(unzipSync(archive))).toEqual(['B', 'a.mjs', 'b/run']);
    expect(Buffer.from(unzipSync(archive)['b/run'] ?? []).toString()).toBe('second');
  });

  it('gives the same bytes for the same entries in any order and time zone', () => {
    const archive = zip(
      new Map([
        ['a.mjs', a],
        ['b/run', b],
      ]),
    );
    expect(
      zip(
        new Map([
          ['b/run', b],
          ['a.mjs', a],
        ]),
      ),
    ).toEqual(archive);
    const program = `
      import { zip } from './zip.ts';
      const entries = new Map([['a.mjs', { bytes: Buffer.from('first') }], ['b/run', { bytes: Buffer.from('second'), isExecutable: true }]]);
      process.stdout.write(Buffer.from(zip(entries)).toString('base64'));`;
    for (const TZ of ['Asia/Tokyo', 'America/Sao_Paulo']) {
      const elsewhere = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd: import.meta.dirname,
        env: { TZ },
        encoding: 'utf8',
      });
      expect(elsewhere).toBe(Buffer.from(archive).toString('base64'));
    }
  });

  it('keeps whether a file may run', () => {
    const archive = Buffer.from(
      zip(
        new Map([
          ['a', a],
          ['b', b],
        ]),
      ),
    );
    const modes = archive
      .toString('latin1')
      .split('PK\u0001\u0002')
      .slice(1)
      .map((header) => (Buffer.from(header, 'latin1').readUInt32LE(34) >>> 16).toString(8));
    expect(modes).toEqual(['100644', '100755']);
  });
});
