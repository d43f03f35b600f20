import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateDocumentationPartCommand,
  CreateDocumentationVersionCommand,
  CreateStageCommand,
  DeleteDocumentationPartCommand,
  DeleteDocumentationVersionCommand,
  GetDocumentationPartsCommand,
  GetDocumentationVersionCommand,
  GetDocumentationVersionsCommand,
  GetExportCommand,
  ImportDocumentationPartsCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
  UpdateDocumentationPartCommand,
  UpdateDocumentationVersionCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod } from '../testing/definitions.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const documented = (description: string) => {
  const documentationParts = [
    { location: { type: 'API' }, properties: { description } },
    { location: { type: 'METHOD', method: 'GET' }, properties: { summary: 'Greets' } },
  ];
  const extensions = { 'x-amazon-apigateway-documentation': { version: '1', documentationParts } };
  return Buffer.from(JSON.stringify(api({ '/': { get: mockMethod('x') } }, extensions)));
};

let restApiId: string | undefined;

beforeAll(async () => {
  restApiId = (await client().send(new ImportRestApiCommand({ body: documented('first') }))).id;
});

const parts = async (input: object = {}) =>
  (await client().send(new GetDocumentationPartsCommand({ restApiId, ...input }))).items ?? [];

it('comes with a definition, and is merged or replaced by the location of each part', async () => {
  expect(await parts()).toEqual([
    { id: expect.any(String), location: { type: 'API' }, properties: '{"description":"first"}' },
    {
      id: expect.any(String),
      location: { type: 'METHOD', path: '/', method: 'GET' },
      properties: '{"summary":"Greets"}',
    },
  ]);
  await client().send(new PutRestApiCommand({ restApiId, mode: 'merge', body: documented('second') }));
  expect(await parts()).toHaveLength(2);
  expect((await parts({ type: 'API' }))[0]?.properties).toBe('{"description":"second"}');
  expect(await parts({ path: '/' })).toHaveLength(1);
  const old = { location: { type: 'MODEL', name: 'Old' } as const, properties: '{}' };
  await client().send(new CreateDocumentationPartCommand({ restApiId, ...old }));
  const imported = { restApiId, mode: 'overwrite', body: documented('third') } as const;
  const { ids = [] } = await client().send(new ImportDocumentationPartsCommand(imported));
  expect((await parts()).map(({ id }) => id)).toEqual(ids);
  await expect(
    client().send(new ImportDocumentationPartsCommand({ ...imported, body: Buffer.from('{') })),
  ).rejects.toThrow('Unable to build importer with provided input.');
});

it('has parts that are created, changed and deleted one by one', async () => {
  const location = { type: 'MODEL', name: 'Pet' } as const;
  const create = () =>
    client().send(new CreateDocumentationPartCommand({ restApiId, location, properties: '{"a":1}' }));
  const { id: documentationPartId } = await create();
  await expect(create()).rejects.toMatchObject({ name: 'ConflictException' });
  const update = (path: string, value: string) =>
    client().send(
      new UpdateDocumentationPartCommand({
        restApiId,
        documentationPartId,
        patchOperations: [{ op: 'replace', path, value }],
      }),
    );
  expect((await update('/properties', '{"a":2}')).properties).toBe('{"a":2}');
  await expect(update('/properties', 'text')).rejects.toMatchObject({ name: 'BadRequestException' });
  await expect(update('/location', '{}')).rejects.toThrow('Must be one of: [/properties]');
  expect(await parts({ nameQuery: 'Pet' })).toHaveLength(1);
  const remove = () => client().send(new DeleteDocumentationPartCommand({ restApiId, documentationPartId }));
  await remove();
  await expect(remove()).rejects.toThrow('Invalid Documentation part identifier specified');
  const unknown = { restApiId, location: { type: 'PAGE' as never }, properties: '{}' };
  await expect(client().send(new CreateDocumentationPartCommand(unknown))).rejects.toThrow(
    "Value 'PAGE' at 'createDocumentationPartInput.location.type' failed",
  );
});

it('is kept under versions, which stages publish and exports carry', async () => {
  const documentationVersion = 'v1';
  const input = { restApiId, documentationVersion };
  await client().send(new CreateDocumentationVersionCommand({ ...input, description: 'draft' }));
  await expect(client().send(new CreateDocumentationVersionCommand(input))).rejects.toMatchObject({
    name: 'ConflictException',
  });
  const patchOperations = [{ op: 'replace' as const, path: '/description', value: 'final' }];
  await client().send(new UpdateDocumentationVersionCommand({ ...input, patchOperations }));
  expect(await client().send(new GetDocumentationVersionCommand(input))).toMatchObject({
    version: 'v1',
    description: 'final',
    createdDate: expect.any(Date),
  });
  const changed = { restApiId, mode: 'overwrite', body: documented('fourth') } as const;
  await client().send(new ImportDocumentationPartsCommand(changed));
  const { id: deploymentId } = await client().send(new CreateDeploymentCommand({ restApiId }));
  const stage = { restApiId, deploymentId, stageName: 'live' };
  await expect(
    client().send(new CreateStageCommand({ ...stage, documentationVersion: 'none' })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
  await client().send(new CreateStageCommand({ ...stage, documentationVersion }));
  const exported = await client().send(
    new GetExportCommand({ ...stage, exportType: 'oas30', parameters: { extensions: 'documentation' } }),
  );
  const { 'x-amazon-apigateway-documentation': documentation } = JSON.parse(
    Buffer.from(exported.body ?? '').toString(),
  );
  expect(documentation).toMatchObject({
    version: 'v1',
    documentationParts: [{ location: { type: 'API' }, properties: { description: 'third' } }, {}],
  });
  await expect(client().send(new DeleteDocumentationVersionCommand(input))).rejects.toMatchObject({
    name: 'ConflictException',
  });
  await client().send(
    new CreateDocumentationVersionCommand({ restApiId, documentationVersion: 'v2', stageName: 'live' }),
  );
  await client().send(new DeleteDocumentationVersionCommand(input));
  const { items = [] } = await client().send(new GetDocumentationVersionsCommand({ restApiId }));
  expect(items.map(({ version }) => version)).toEqual(['v2']);
});
