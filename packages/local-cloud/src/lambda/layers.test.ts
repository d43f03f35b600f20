import { describe, expect, it } from 'vitest';
import { pythonOf } from './environments/python-command.ts';
import { checkWholeSize } from './settings/function-layers.ts';
import { withLambda, zipOf } from './testing/with-lambda.ts';

const { use, createFunction, invoke } = withLambda();

const hasPython = process.env.REQUIRE_PYTHON_TOOLS === '1' || (await pythonOf('python3.12')) !== undefined;

async function publish(LayerName: string, files: Readonly<Record<string, string>>): Promise<string> {
  const { PublishLayerVersion } = use().lambda.operations;
  const { LayerVersionArn = '' } = await PublishLayerVersion({
    LayerName,
    Content: { ZipFile: zipOf(files) },
  });
  return LayerVersionArn;
}

describe('a Node function with layers', () => {
  const modules = {
    'nodejs/node_modules/shared/index.js': `exports.name = 'layer';`,
    'nodejs/node_modules/mine/index.js': `exports.name = 'layer';`,
    'nodejs/node24/node_modules/shared/index.js': `exports.name = 'layer of Node 24';`,
    'nodejs/own.mjs': `export const name = 'by its path';`,
    'data.txt': 'a file',
  };

  it.each([
    [
      'required',
      `const { name } = require('shared'); const mine = require('mine'); const own = require('/opt/nodejs/own.mjs');`,
    ],
    [
      'imported',
      `import { name } from 'shared'; import mine from 'mine'; import * as own from '/opt/nodejs/own.mjs';`,
    ],
  ])('finds modules that are %s: its own first, then those for its runtime', async (how, imports) => {
    const isModule = how === 'imported';
    const handler = 'async () => [name, mine.name, own.name]';
    const code = isModule ? `export const handler = ${handler}` : `exports.handler = ${handler}`;
    const ZipFile = zipOf({
      [isModule ? 'index.mjs' : 'index.js']: `${imports} ${code};`,
      'node_modules/mine/index.js': `exports.name = 'function';`,
    });
    await createFunction(how, '', { Code: { ZipFile }, Layers: [await publish('modules', modules)] });
    expect((await invoke(how)).value).toEqual(['layer of Node 24', 'function', 'by its path']);
  });

  it('has the folder of its layers in a variable, and in the values of its own', async () => {
    const source = `import { readFileSync } from 'node:fs';
      const { LAMBDA_LAYERS_ROOT: root, FILE, OTHER } = process.env;
      export const handler = async () => [readFileSync(FILE, 'utf8'), FILE === root + '/data.txt', OTHER];`;
    const Variables = { FILE: '/opt/data.txt', OTHER: 'a/opt/b /option' };
    await createFunction('reads', source, {
      Layers: [await publish('data', modules)],
      Environment: { Variables },
    });
    expect((await invoke('reads')).value).toEqual(['a file', true, Variables.OTHER]);
  });

  it.skipIf(process.platform === 'win32')('is started by a script of a layer', async () => {
    const script = '#!/bin/sh\nexport FROM_WRAPPER=yes\nexec "$@"\n';
    const Environment = { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/start' } };
    const Layers = [await publish('wrapper', { start: script })];
    await createFunction('wrapped', 'export const handler = async () => process.env.FROM_WRAPPER;', {
      Layers,
      Environment,
    });
    expect((await invoke('wrapped')).value).toBe('yes');
  });

  it('has a handler that is in a layer', async () => {
    const Layers = [
      await publish('handlers', { 'nodejs/index.mjs': 'export const handler = async () => "layer";' }),
    ];
    await createFunction('elsewhere', '', { Layers, Handler: '/opt/nodejs/index.handler' });
    expect((await invoke('elsewhere')).value).toBe('layer');
  });
});

describe('layers of other runtimes', () => {
  it.skipIf(process.platform === 'win32')('bring the bootstrap that a package lacks', async () => {
    const bootstrap = `#!${process.execPath}
      const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
      const next = await fetch(api + 'next');
      const body = JSON.stringify(process.env.PATH.endsWith(process.env.LAMBDA_LAYERS_ROOT + '/bin'));
      await fetch(api + next.headers.get('lambda-runtime-aws-request-id') + '/response', { method: 'POST', body });`;
    const Layers = [await publish('bootstrap', { bootstrap })];
    await createFunction('provided', '', { Runtime: 'provided.al2023', Layers });
    expect((await invoke('provided')).value).toBe(true);
  });

  it.runIf(hasPython)('give a Python function its modules (needs Python)', async () => {
    const Layers = [
      await publish('python', {
        'python/shared.py': 'name = "layer"',
        'python/mine.py': 'name = "layer"',
        'python/lib/python3.12/site-packages/shared.py': 'name = "site"',
      }),
    ];
    const ZipFile = zipOf({
      'app.py': 'import shared, mine\ndef handler(event, context):\n  return [shared.name, mine.name]',
      'mine.py': 'name = "function"',
    });
    await createFunction('python', '', {
      Runtime: 'python3.12',
      Handler: 'app.handler',
      Code: { ZipFile },
      Layers,
    });
    expect((await invoke('python')).value).toEqual(['site', 'function']);
  });
});

describe('the layers of a function', () => {
  const read = `import { readFileSync } from 'node:fs';
    export const handler = async () => ['a', 'b'].map((name) => readFileSync(process.env.LAMBDA_LAYERS_ROOT + '/' + name, 'utf8'));`;

  it('are merged in their order, the last one on top', async () => {
    const [first, second] = [
      await publish('first', { a: 'first', b: 'first' }),
      await publish('second', { b: 'second' }),
    ];
    await createFunction('merged', read, { Layers: [first, second] });
    expect((await invoke('merged')).value).toEqual(['first', 'second']);
    const { Layers } = use().lambda.operations.GetFunctionConfiguration({ FunctionName: 'merged' });
    expect(Layers).toEqual([
      { Arn: first, CodeSize: expect.any(Number) },
      { Arn: second, CodeSize: expect.any(Number) },
    ]);
    const { UpdateFunctionConfiguration } = use().lambda.operations;
    await UpdateFunctionConfiguration({ FunctionName: 'merged', Layers: [second, first] });
    expect((await invoke('merged')).value).toEqual(['first', 'first']);
    const changed = await UpdateFunctionConfiguration({ FunctionName: 'merged', Layers: [] });
    expect(changed).not.toHaveProperty('Layers');
  });

  it('stay when the layer is deleted, with published versions too, and cannot be given again', async () => {
    const { operations } = use().lambda;
    const layer = await publish('deleted', { a: '1', b: '2' });
    await createFunction('keeps', read, { Layers: [layer] });
    operations.PublishVersion({ FunctionName: 'keeps' });
    operations.DeleteLayerVersion({ LayerName: 'deleted', VersionNumber: 1 });
    await operations.UpdateFunctionConfiguration({ FunctionName: 'keeps', Timeout: 5 });
    expect((await invoke('keeps')).value).toEqual(['1', '2']);
    await operations.UpdateFunctionConfiguration({ FunctionName: 'keeps', Layers: [] });
    expect((await invoke('keeps', {}, { qualifier: '1' })).value).toEqual(['1', '2']);
    await expect(createFunction('late', read, { Layers: [layer] })).rejects.toThrow(
      `Layer version ${layer} does not exist.`,
    );
  });

  it('are at most five, of this account and region, each once, and with the function 250 MB', async () => {
    const layer = await publish('limits', { a: '' });
    const of = (Layers: string[]) => createFunction('refused', read, { Layers });
    await expect(of(Array(6).fill(layer))).rejects.toThrow('Cannot reference more than 5 layers.');
    await expect(of([layer, layer])).rejects.toThrow(
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${layer} and ${layer} are versions of the same layer.`,
    );
    await expect(
      of(['arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsPython:1']),
    ).rejects.toThrow(
      "layers of other accounts, such as AWS's Powertools, are not offered by this embedded cloud",
    );
    await expect(of([layer.replace('us-east-1', 'eu-west-1')])).rejects.toThrow(
      'Layers are expected to be in region us-east-1.',
    );
    await expect(of([layer.replace(/:1$/, '')])).rejects.toMatchObject({ code: 'ValidationException' });
    const half = { sha256: '', size: 1, folder: '', unpackedSize: 131_072_001 };
    expect(() => checkWholeSize(half, half)).toThrow(
      'Function code combined with layers exceeds the maximum allowed size of 262144000 bytes. The actual size is 262144002 bytes.',
    );
  });
});
