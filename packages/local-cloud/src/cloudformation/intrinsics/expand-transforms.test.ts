import { expect, it } from 'vitest';
import type { ResourceServices } from '../resource-services.ts';
import { testEngine } from '../testing/test-engine.ts';

const Capabilities = ['CAPABILITY_AUTO_EXPAND' as const];
const include = { Name: 'AWS::Include', Parameters: { Location: 's3://snippets/one' } };
const thing = (Value: string) => ({ Type: 'Test::Thing', Properties: { Value } });

function engineWith(snippet: object) {
  const s3 = {
    objectOfUrl: () => ({ bucket: 'snippets', key: 'one' }),
    readObject: () => ({ body: Buffer.from(JSON.stringify(snippet)) }),
  };
  return testEngine({ s3 } as unknown as ResourceServices);
}

const values = ({ things }: ReturnType<typeof testEngine>) => [...things.values()].map(({ Value }) => Value);

it('adds the resources of a snippet to those beside it, or replaces them', async () => {
  const engine = engineWith({ B: thing('included') });
  const Resources = { A: thing('own'), B: thing('replaced'), 'Fn::Transform': [include] };
  await engine.create('demo', { Resources }, { Capabilities });
  expect(values(engine).sort()).toEqual(['included', 'own']);
});

it('gives a resource its type and properties', async () => {
  const engine = engineWith(thing('included'));
  await engine.create('demo', { Resources: { A: { 'Fn::Transform': include } } }, { Capabilities });
  expect(values(engine)).toEqual(['included']);
});

it('checks a template when its snippets are in it', async () => {
  const engine = engineWith({ 'B-1': thing('included') });
  const Resources = { A: thing('own'), 'Fn::Transform': include };
  await expect(engine.create('demo', { Resources }, { Capabilities })).rejects.toThrow(
    'Template format error: Resource name B-1 is non alphanumeric.',
  );
});
