import path from 'node:path';
import { readTemplate } from '@samples/deployment';

/** Whether a sample's template takes the URI of a MongoDB server. */
export async function usesMongo(root: string, sample: string): Promise<boolean> {
  const { Parameters = {} } = await readTemplate(path.join(root, 'infra', sample, 'template.yaml'));
  return 'MongoUri' in Parameters;
}

/** The template's parameter `MongoUri`, where there is a URI and a sample that takes it. */
export async function mongoParameters(
  root: string,
  sample: string,
  uri: string | undefined,
): Promise<Record<string, string>> {
  return uri && (await usesMongo(root, sample)) ? { MongoUri: uri } : {};
}
