import path from 'node:path';
import { readTemplate } from '@samples/deployment';

/** Those of the offered values for which the template of a sample has a parameter. */
export async function takenParameters(
  root: string,
  sample: string,
  offered: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const { Parameters = {} } = await readTemplate(path.join(root, 'infra', sample, 'template.yaml'));
  const taken = Object.entries(offered).filter(([name, value]) => value && name in Parameters);
  return Object.fromEntries(taken) as Record<string, string>;
}
