import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteDeploymentCommand,
  GetStageCommand,
  ImportRestApiCommand,
  type PatchOperation,
  PutRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod } from '../testing/definitions.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const template = (version: string) =>
  `{"version":"${version}","canary":"$context.isCanaryRequest","color":"$stageVariables.color","size":"$stageVariables.size"}`;
const definition = (version: string) =>
  Buffer.from(JSON.stringify(api({ '/': { get: mockMethod(template(version)) } })));

let restApiId: string | undefined;
let stable: string | undefined;
let canary: string | undefined;

const update = (...patchOperations: PatchOperation[]) =>
  client().send(new UpdateStageCommand({ restApiId, stageName: 'live', patchOperations }));
const called = async () => (await fetch(`${cloud.url()}/restapis/${restApiId}/live/_user_request_/`)).json();

beforeAll(async () => {
  const body = definition('stable');
  restApiId = (await client().send(new ImportRestApiCommand({ body }))).id;
  const variables = { color: 'blue', size: 'small' };
  const first = await client().send(new CreateDeploymentCommand({ restApiId, stageName: 'live', variables }));
  stable = first.id;
  await client().send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body: definition('new') }));
});

it('needs a stage that exists', async () => {
  const deploy = (stageName?: string) =>
    client().send(
      new CreateDeploymentCommand({ restApiId, stageName, canarySettings: { percentTraffic: 1 } }),
    );
  await expect(deploy()).rejects.toThrow('Provided value is null');
  await expect(deploy('other')).rejects.toThrow(
    'Stage other must already be created before making a canary release deployment',
  );
});

it('serves its share of the requests from its own deployment, with its own variables over those of the stage', async () => {
  expect(await called()).toEqual({ version: 'stable', canary: '', color: 'blue', size: 'small' });
  const canarySettings = { percentTraffic: 0, stageVariableOverrides: { color: 'yellow' } };
  const made = await client().send(
    new CreateDeploymentCommand({ restApiId, stageName: 'live', canarySettings }),
  );
  canary = made.id;
  const stage = await client().send(new GetStageCommand({ restApiId, stageName: 'live' }));
  expect(stage).toMatchObject({
    deploymentId: stable,
    canarySettings: { ...canarySettings, deploymentId: canary, useStageCache: false },
  });
  expect(await called()).toEqual({ version: 'stable', canary: 'false', color: 'blue', size: 'small' });
  await update({ op: 'replace', path: '/canarySettings/percentTraffic', value: '100' });
  expect(await called()).toEqual({ version: 'new', canary: 'true', color: 'yellow', size: 'small' });
  await expect(
    client().send(new DeleteDeploymentCommand({ restApiId, deploymentId: canary })),
  ).rejects.toThrow('Active stages pointing to this deployment must be moved or deleted');
});

it('is promoted by copying its deployment and variables, and then removed', async () => {
  const promoted = await update(
    { op: 'replace', path: '/canarySettings/percentTraffic', value: '0' },
    { op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId' },
    { op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables' },
  );
  expect(promoted).toMatchObject({ deploymentId: canary, variables: { color: 'yellow', size: 'small' } });
  const { canarySettings } = await update({ op: 'remove', path: '/canarySettings' });
  expect(canarySettings).toBeUndefined();
  expect(await called()).toEqual({ version: 'new', canary: '', color: 'yellow', size: 'small' });
});

it.each<[PatchOperation, string]>([
  [
    { op: 'copy', from: '/variables', path: '/canarySettings/stageVariableOverrides' },
    'Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables.',
  ],
  [
    { op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId' },
    'Promotion not available. Canary does not exist.',
  ],
  [{ op: 'replace', path: '/canarySettings/deploymentId', value: 'none' }, 'Deployment id does not exist'],
  [
    { op: 'add', path: '/canarySettings/percentTraffic', value: '1' },
    'Invalid add operation with path: /canarySettings/percentTraffic',
  ],
  [
    { op: 'remove', path: '/canarySettings/percentTraffic' },
    'Cannot remove method setting canarySettings/percentTraffic because there is no method setting for this method ',
  ],
  [{ op: 'replace', path: '/canarySettings/percentTraffic', value: '101' }, 'between 0.0 and 100.0'],
  [{ op: 'replace', path: '/canarySettings', value: '1' }, 'Invalid method setting path: /canarySettings.'],
])('refuses %o', async (operation, message) => {
  await expect(update(operation)).rejects.toThrow(message);
});
