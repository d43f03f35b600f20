import { expect, it } from 'vitest';
import { explainSystemFailure } from './system-failure.ts';

const systemError = (code: string, path?: string) => Object.assign(new Error(code), { code, path });

it.each([
  ['ENOSPC', '/tmp/a', /^The disk is full \(ENOSPC: \/tmp\/a\)\. Free some space/],
  ['EDQUOT', undefined, /^The disk is full \(EDQUOT\)\./],
  ['EACCES', '/tmp/a', /^This user may not write to \/tmp\/a \(EACCES\)\. Set TMPDIR/],
  ['EROFS', undefined, /^This user may not write to the temporary folder \(EROFS\)\./],
  ['ENOENT', '/absent/a', /^The folder of \/absent\/a does not exist \(ENOENT\)\. Set TMPDIR/],
  ['EMFILE', undefined, /^The system allows no more open files \(EMFILE\)\. Raise the limit/],
  ['EAGAIN', undefined, /^The system allows no more processes \(EAGAIN\)\./],
])('explains %s of %s', (code, path, expected) => {
  expect(explainSystemFailure(systemError(code, path))).toMatch(expected);
});

it.each([new Error('a bug'), systemError('EPIPE'), 'EACCES', undefined])('does not explain %s', (error) => {
  expect(explainSystemFailure(error)).toBeUndefined();
});
