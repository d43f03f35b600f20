import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findMongoUri } from './mongo-uri.ts';
import { findSettings, settingsPath, useSettings, writeSettings } from './settings.ts';

const settings = { accountId: '111122223333', bucketName: 'a-bucket', region: 'eu-west-1' };
let root: string;
let region: string | undefined;

beforeEach(async () => {
  region = process.env.AWS_REGION;
  root = await mkdtemp(path.join(tmpdir(), 'settings-'));
  await mkdir(path.join(root, 'apps/demo'), { recursive: true });
});
afterEach(async () => {
  if (region === undefined) delete process.env.AWS_REGION;
  else process.env.AWS_REGION = region;
  await rm(root, { recursive: true });
});

it('settings are read as they were written, and their region is used', async () => {
  expect(await findSettings(root, 'demo')).toBeUndefined();
  await writeSettings(settingsPath(root, 'demo'), settings);
  expect(await useSettings(root, 'demo')).toEqual(settings);
  expect(process.env.AWS_REGION).toBe('eu-west-1');
});

it('settings that were never written are named with the command that writes them', async () => {
  await expect(useSettings(root, 'demo')).rejects.toThrow(
    'settings.json is not there: write it with npm run config --workspace demo -- ACCOUNT_ID BUCKET [REGION]',
  );
});

it.each([
  [{ accountId: '12' }, 'Expected an account id of 12 digits for accountId'],
  [{ bucketName: 'A_Bucket' }, 'Expected a bucket name of 3 to 63'],
  [{ region: 'Ireland' }, 'Expected a region such as us-east-1 for region'],
])('settings with %j are refused, and nothing is written', async (wrong, message) => {
  const file = settingsPath(root, 'demo');
  await expect(writeSettings(file, { ...settings, ...wrong })).rejects.toThrow(message);
  expect(await findSettings(root, 'demo')).toBeUndefined();
});

it('MONGODB_URI comes from the environment, else from .env, else from the settings', async () => {
  expect(await findMongoUri(root, 'demo', {})).toBeUndefined();
  await writeSettings(settingsPath(root, 'demo'), { ...settings, mongoUri: 'mongodb://settings/pets' });
  expect(await findMongoUri(root, 'demo', {})).toBe('mongodb://settings/pets');
  await writeFile(path.join(root, 'apps/demo/.env'), 'MONGODB_URI="mongodb://file/pets"\n');
  expect(await findMongoUri(root, 'demo', {})).toBe('mongodb://file/pets');
  expect(await findMongoUri(root, 'demo', { MONGODB_URI: 'mongodb://environment/pets' })).toBe(
    'mongodb://environment/pets',
  );
});
