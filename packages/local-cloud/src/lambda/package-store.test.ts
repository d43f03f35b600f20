import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPackageStore } from './package-store.ts';
import { zipOf } from './testing/with-lambda.ts';

it('reports a folder that cannot be written, with a way out', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'package-store-'));
  await writeFile(join(parent, 'file'), '');
  const store = createPackageStore(join(parent, 'file'));
  await expect(store.unpack(Buffer.from(zipOf({ a: 'x' })))).rejects.toMatchObject({
    code: 'ServiceException',
    statusCode: 500,
    message: expect.stringMatching(/^The folder of .* Set TMPDIR to a folder/),
  });
  await rm(parent, { recursive: true });
});
