import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateStageCommand,
  FlushStageAuthorizersCacheCommand,
  FlushStageCacheCommand,
  ImportRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod } from '../testing/definitions.ts';

const cloud = withCloud();
let restApiId: string;
let deploymentId: string;

beforeAll(async () => {
  const client = cloud.client(APIGatewayClient);
  const body = Buffer.from(JSON.stringify(api({ '/pets': { get: mockMethod('$context.requestId') } })));
  restApiId = (await client.send(new ImportRestApiCommand({ body }))).id ?? '';
  deploymentId = (await client.send(new CreateDeploymentCommand({ restApiId }))).id ?? '';
});

const update = (stageName: string, settings: Record<string, string>) =>
  cloud.client(APIGatewayClient).send(
    new UpdateStageCommand({
      restApiId,
      stageName,
      patchOperations: Object.entries(settings).map(([path, value]) => ({ op: 'replace', path, value })),
    }),
  );
const textOf = async (stageName: string) =>
  (await fetch(`${cloud.url()}/restapis/${restApiId}/${stageName}/_user_request_/pets`)).text();

describe('A cache cluster', () => {
  it('is made with the stage, described, flushed and taken away', async () => {
    const client = cloud.client(APIGatewayClient);
    const named = { restApiId, stageName: 'cached' };
    const stage = await client.send(
      new CreateStageCommand({ ...named, deploymentId, cacheClusterEnabled: true, cacheClusterSize: '1.6' }),
    );
    const described = { cacheClusterEnabled: true, cacheClusterSize: '1.6', cacheClusterStatus: 'AVAILABLE' };
    expect(stage).toMatchObject(described);
    const { methodSettings } = await update('cached', {
      '/*/*/caching/enabled': 'true',
      '/*/*/caching/ttlInSeconds': '60',
      '/*/*/caching/dataEncrypted': 'true',
    });
    expect(methodSettings?.['*/*']).toMatchObject({
      cachingEnabled: true,
      cacheTtlInSeconds: 60,
      cacheDataEncrypted: true,
      requireAuthorizationForCacheControl: true,
      unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
    });
    const first = await textOf('cached');
    expect(await textOf('cached')).toBe(first);
    await client.send(new FlushStageCacheCommand(named));
    await client.send(new FlushStageAuthorizersCacheCommand(named));
    expect(await textOf('cached')).not.toBe(first);

    await client.send(new CreateDeploymentCommand(named));
    const removed = await update('cached', { '/cacheClusterEnabled': 'false' });
    expect(removed).toMatchObject({ cacheClusterEnabled: false, cacheClusterStatus: 'NOT_AVAILABLE' });
    expect(removed.cacheClusterSize).toBeUndefined();
  });

  it('has 0.5 GB unless another size is asked for', async () => {
    const client = cloud.client(APIGatewayClient);
    const named = { restApiId, stageName: 'small' };
    await client.send(new CreateDeploymentCommand({ ...named, cacheClusterEnabled: true }));
    expect(await update('small', {})).toMatchObject({ cacheClusterEnabled: true, cacheClusterSize: '0.5' });
  });

  it.each([
    ['/cacheClusterSize', '7', 'expected one of 0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237, received 7'],
    ['/*/*/caching/ttlInSeconds', '3601', 'expected a whole number from 0 to 3600, received 3601'],
    ['/*/*/caching/ttlInSeconds', '-1', 'expected a whole number from 0 to 3600, received -1'],
    ['/*/*/caching/enabled', 'perhaps', 'expected true or false, received perhaps'],
    ['/*/*/caching/unauthorizedCacheControlHeaderStrategy', 'SHOUT', 'expected one of FAIL_WITH_403'],
    ['/*/*/caching/colour', 'red', 'Invalid method setting path'],
  ])('refuses %s %s', async (path, value, message) => {
    const client = cloud.client(APIGatewayClient);
    await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'refused' }));
    await expect(update('refused', { [path]: value })).rejects.toThrow(message);
  });
});
