import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFunctionCode } from './function-code.ts';
import type { Properties } from './template-file.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'function-code-'));
  const files = ['get.ts', 'old.js', 'routes/put.mts', 'app.jar', 'notes.txt', 'java/App.class'];
  for (const file of files) {
    await mkdir(dirname(join(root, 'apps/demo/src', file)), { recursive: true });
    await writeFile(join(root, 'apps/demo/src', file), '');
  }
});
afterAll(() => rm(root, { recursive: true }));

describe('findFunctionCode', () => {
  it.each([
    ['get.handler', 'get.ts', 'get.mjs'],
    ['old.handler', 'old.js', 'old.mjs'],
    ['routes/put.handler', 'routes/put.mts', 'routes/put.mjs'],
  ])('finds the entry of %s', async (handler, entry, fileName) => {
    expect(await find({ Handler: handler })).toEqual([
      {
        logicalId: 'F',
        kind: 'entry',
        fromLayers: [],
        entry: join(root, 'apps/demo/src', entry),
        fileName,
        external: [],
        alias: {},
        plugins: [],
        architecture: 'x86_64',
      },
    ]);
  });

  it('uses what Globals set where the function sets nothing itself', async () => {
    const globals = { CodeUri: '../../apps/demo/src', Handler: 'get.handler', Architectures: ['arm64'] };
    const template = {
      Globals: { Function: globals },
      Resources: { F: { Type: 'AWS::Serverless::Function' } },
    };
    const found = await findFunctionCode({
      template,
      templatePath: join(root, 'infra/demo/template.yaml'),
      parameter,
    });
    expect(found).toMatchObject([{ entry: join(root, 'apps/demo/src/get.ts'), architecture: 'arm64' }]);
  });

  it('reads the architecture through its parameter', async () => {
    const code = await find({ Handler: 'get.handler', Architectures: [{ Ref: 'Architecture' }] });
    expect(code).toMatchObject([{ architecture: 'value of Architecture' }]);
  });

  it('reads the packages to leave out of the bundle', async () => {
    const metadata = { BuildProperties: { External: ['sharp'] } };
    expect(await find({ Handler: 'get.handler' }, { metadata })).toMatchObject([{ external: ['sharp'] }]);
  });

  it('sends the code of other runtimes as it is', async () => {
    const java = { Runtime: 'java21', Handler: 'demo.App::handle' };
    const source = join(root, 'apps/demo/src');
    expect(await find({ ...java, CodeUri: '../../apps/demo/src/app.jar' })).toEqual([
      { logicalId: 'F', kind: 'archive', path: join(source, 'app.jar') },
    ]);
    expect(await find({ ...java, CodeUri: '../../apps/demo/src/java' })).toEqual([
      { logicalId: 'F', kind: 'directory', path: join(source, 'java') },
    ]);
  });

  it('leaves alone what is in S3 or in the template', async () => {
    expect(await find({ CodeUri: 's3://bucket/key', Handler: 'get.handler' })).toEqual([]);
    expect(await find({ InlineCode: 'exports.handler = 1', Handler: 'index.handler' })).toEqual([]);
  });

  it.each([
    [
      { Handler: 'gone.handler' },
      /^F: its Handler "gone\.handler" needs one of gone\.ts, \.mts, \.js, \.mjs in /,
    ],
    [{ Handler: 'get.handler', CodeUri: '../src' }, /^F: its CodeUri \.\.\/src is not there/],
    [
      { CodeUri: '../../apps/demo/src/notes.txt' },
      /^F: expected a directory, \.zip or \.jar for CodeUri, received/,
    ],
  ])('refuses %o by the name of the function', async (properties, message) => {
    await expect(find(properties)).rejects.toThrow(message);
  });

  it('refuses build properties it would ignore', async () => {
    const minify = find({ Handler: 'get.handler' }, { metadata: { BuildProperties: { Minify: true } } });
    await expect(minify).rejects.toThrow(
      'F: expected External, Alias or Plugins in Metadata.BuildProperties, received Minify',
    );
    const plugins = find({ Handler: 'get.handler' }, { metadata: { BuildProperties: { Plugins: 'x' } } });
    await expect(plugins).rejects.toThrow('F: expected a list of modules for Plugins, received "x"');
    const text = find({ Handler: 'get.handler' }, { metadata: { BuildProperties: { External: 'sharp' } } });
    await expect(text).rejects.toThrow('F: expected a list of package names for External, received "sharp"');
  });
});

const parameter = (name: string) => `value of ${name}`;

function find(properties: Properties, { metadata = {}, globals = {} }: Record<string, Properties> = {}) {
  const defaults = { CodeUri: '../../apps/demo/src', Runtime: 'nodejs24.x' };
  return findFunctionCode({
    templatePath: join(root, 'infra/demo/template.yaml'),
    template: {
      Globals: { Function: globals },
      Resources: {
        F: {
          Type: 'AWS::Serverless::Function',
          Properties: { ...defaults, ...properties },
          Metadata: metadata,
        },
        T: { Type: 'AWS::Serverless::SimpleTable' },
      },
    },
    parameter,
  });
}
