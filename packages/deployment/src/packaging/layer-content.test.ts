import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageTemplate } from './package-template.ts';
import { parseTemplate } from './template-file.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'layer-content-'));
  const files = {
    'src/get.ts': `import { name } from 'shared'; import { deep } from '@mine/tools/deep'; import own from '/opt/own.mjs';
      export const handler = async () => [name, deep, own];`,
    'layer/nodejs/node_modules/shared/index.js': `exports.name = 'layer';`,
    'layer/nodejs/node_modules/@mine/tools/deep.js': `exports.deep = 1;`,
    'layer/bin/tool': 'echo',
    'stored.zip': 'as it is',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
});
afterAll(() => rm(root, { recursive: true }));

const source = `
Globals: { Function: { Runtime: nodejs24.x, CodeUri: src, Layers: [!Ref Libraries] } }
Resources:
  Get: { Type: 'AWS::Serverless::Function', Properties: { Handler: get.handler, Layers: [!Ref Archive] } }
  Libraries: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: layer } }
  Archive: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: stored.zip } }
  Elsewhere: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: 's3://b/k' } }
`;

describe('the layers of a template', () => {
  it('are stored, and the bundles of their functions leave out what they bring', async () => {
    const { resources, stored } = await packaged(source);
    expect(resources.Elsewhere?.Properties).toEqual({ ContentUri: 's3://b/k' });
    expect(Buffer.from(stored.get(resources.Archive?.Properties?.ContentUri) ?? []).toString()).toBe(
      'as it is',
    );
    const layer = unzipSync(stored.get(resources.Libraries?.Properties?.ContentUri) ?? Buffer.of());
    expect(Object.keys(layer)).toEqual([
      'bin/tool',
      'nodejs/node_modules/@mine/tools/deep.js',
      'nodejs/node_modules/shared/index.js',
    ]);
    const code = unzipSync(stored.get(resources.Get?.Properties?.CodeUri) ?? Buffer.of())['get.mjs'];
    for (const name of ['shared', '@mine/tools/deep', '/opt/own.mjs']) {
      expect(Buffer.from(code ?? []).toString()).toContain(`from"${name}"`);
    }
  });

  it.each([
    ['a folder that is not there', 'ContentUri: gone', 'Libraries: its ContentUri gone is not there'],
    [
      'a file that is not a zip',
      'ContentUri: src/get.ts',
      'Libraries: expected a directory or a .zip for ContentUri',
    ],
    [
      'a method of sam build',
      'ContentUri: layer }, Metadata: { BuildMethod: nodejs24.x',
      'Libraries: its BuildMethod is for "sam build"',
    ],
  ])('are refused with %s', async (_, content, message) => {
    await expect(packaged(source.replace('ContentUri: layer', content))).rejects.toThrow(message);
  });
});

async function packaged(yaml: string) {
  const templatePath = join(root, 'template.yaml');
  const stored = new Map<unknown, Uint8Array>();
  const { Resources: resources } = await packageTemplate({
    root,
    templatePath,
    template: parseTemplate(yaml, templatePath),
    parameter: () => undefined,
    store: async ({ bytes, extension }) => {
      const uri = `s3://stored/${stored.size}${extension}`;
      stored.set(uri, bytes);
      return uri;
    },
    report: () => {},
  });
  return { resources, stored };
}
