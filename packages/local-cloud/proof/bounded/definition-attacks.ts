import { APIGatewayClient, CreateDeploymentCommand, ImportRestApiCommand } from '@aws-sdk/client-api-gateway';
import { clientConfig } from '@samples/localstack-client';
import { type Attack, filled, listOf, membersOf } from './attack.ts';

const megabyte = 1024 * 1024 - 2048;
const mock = { 'x-amazon-apigateway-integration': { type: 'mock' } };

const definition = (paths: object, more: object = {}) =>
  JSON.stringify({ openapi: '3.0.1', info: { title: 'attack', version: '1' }, paths, ...more });

const models = (schemas: object) => definition({ '/x': { get: mock } }, { components: { schemas } });

/** The path `/a/a/a…` of so many parts. */
const deepPath = (parts: number) => `/${listOf(parts, () => 'a').join('/')}`;

const template = (text: string) => ({
  get: {
    'x-amazon-apigateway-integration': { type: 'mock', requestTemplates: { 'application/json': text } },
  },
});

const nestedSchema = (levels: number): object =>
  levels === 0 ? {} : { allOf: [nestedSchema(levels - 1), nestedSchema(levels - 1)] };

/** Definitions of up to 1 MB, each of which asks for much work of one part. */
const definitions: Readonly<Record<string, string>> = {
  'many paths': definition(membersOf(1_900, () => ({ get: mock }), '/a')),
  'deep paths': definition(membersOf(1_700, () => ({ get: mock }), `${deepPath(200)}/b`)),
  'a path of many parts': definition({ [deepPath(200_000)]: { get: mock } }),
  'many models': models(membersOf(20_000, () => ({ type: 'object' }))),
  'models that refer to each other': models(
    membersOf(300, (index) => ({
      allOf: listOf(60, (other) => ({ $ref: `#/components/schemas/A${(index + other) % 300}` })),
    })),
  ),
  'a model of nested choices': models({ A: nestedSchema(13) }),
  'a model of many properties': models({ A: { properties: membersOf(40_000, () => ({ type: 'string' })) } }),
  'a model of many values': models({ A: { enum: listOf(150_000, (index) => index) } }),
  'a pattern of a model': models({ A: { pattern: `${filled('(', 1000)}a${filled('+)', 2000)}` } }),
  'references, chained': definition(
    { '/x': { get: { ...mock, parameters: [{ $ref: '#/components/parameters/A0' }] } } },
    {
      components: {
        parameters: membersOf(12_000, (index) => ({ $ref: `#/components/parameters/A${index + 1}` })),
      },
    },
  ),
  'a long reference': definition({
    '/x': { get: { ...mock, parameters: [{ $ref: `#${filled('/a', megabyte)}` }] } },
  }),
  'a long mapping template': definition({ '/x': template(filled('$a.b[1]', megabyte / 2)) }),
  'a nested mapping template': definition({ '/x': template(filled('#if($a)', megabyte / 2)) }),
  'a mapping template of quotes': definition({ '/x': template(filled('"$a', megabyte / 2)) }),
  'a mapping template of brackets': definition({
    '/x': template(`#set($a = ${filled('[', megabyte / 2)})`),
  }),
  'many responses': definition({
    '/x': {
      get: {
        'x-amazon-apigateway-integration': {
          type: 'mock',
          responses: membersOf(10_000, () => ({ statusCode: '200' })),
        },
      },
    },
  }),
  'JSON, nested': filled('{"a":', megabyte),
  'YAML, nested': filled('[', megabyte),
  'YAML, many keys': listOf(80_000, (index) => `k${index}: 1`).join('\n'),
  'YAML, many paths': `openapi: 3.0.1\npaths:\n${listOf(20_000, (index) => `  /a${index}: {get: {}}`).join('\n')}`,
  'YAML, items': filled('- a\n', megabyte),
  'YAML, aliases': `a: &a [${filled('x,', 1000)}]\nb: [${filled('*a,', megabyte - 2000)}]`,
};

export function definitionAttacks(url: string): Attack[] {
  const gateway = new APIGatewayClient({ ...clientConfig({ AWS_ENDPOINT_URL: url }), maxAttempts: 1 });
  return Object.entries(definitions).map(([name, body]) => ({
    name: `definition: ${name}`,
    async run() {
      const { id: restApiId } = await gateway.send(new ImportRestApiCommand({ body: Buffer.from(body) }));
      await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'test' }));
    },
  }));
}
