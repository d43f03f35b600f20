import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from '@samples/localstack-client';
import { takenParameters } from './sample-parameters.ts';
import { findSettings } from './settings.ts';

/** Whether a sample's template takes the URI of a MongoDB server. */
export async function usesMongo(root: string, sample: string): Promise<boolean> {
  return 'MongoUri' in (await takenParameters(root, sample, { MongoUri: 'a URI' }));
}

/** The URI of the MongoDB server for a sample: `MONGODB_URI` of the environment, else of its `.env`, else its settings'. */
export async function findMongoUri(
  root: string,
  sample: string,
  { MONGODB_URI: uri }: Environment,
): Promise<string | undefined> {
  if (uri) return uri;
  const file = await readFile(path.join(root, 'apps', sample, '.env'), 'utf8').catch(() => '');
  return parseEnv(file).MONGODB_URI || (await findSettings(root, sample))?.mongoUri || undefined;
}

/** The template's parameter `MongoUri`, where there is a URI and a sample that takes it. */
export function mongoParameters(
  root: string,
  sample: string,
  uri: string | undefined,
): Promise<Record<string, string>> {
  return takenParameters(root, sample, { MongoUri: uri });
}
