import {
  APIGatewayClient,
  CreateRestApiCommand,
  type CreateRestApiCommandInput,
  type PatchOperation,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const create = (input: Partial<CreateRestApiCommandInput> = {}) =>
  client().send(new CreateRestApiCommand({ name: 'settings', ...input }));

function patch(restApiId: string | undefined, op: string, path: string, value?: string) {
  const patchOperations = [{ op, path, ...(value !== undefined && { value }) } as PatchOperation];
  return client().send(new UpdateRestApiCommand({ restApiId, patchOperations }));
}

it('keeps the type of an endpoint and the kind of its addresses, in AWS’s combinations', async () => {
  const { id, endpointConfiguration } = await create();
  expect(endpointConfiguration).toEqual({ types: ['EDGE'], ipAddressType: 'ipv4' });
  const types = '/endpointConfiguration/types/0';
  expect((await patch(id, 'replace', types, 'PRIVATE')).endpointConfiguration).toEqual({
    types: ['PRIVATE'],
    ipAddressType: 'dualstack',
  });
  await expect(patch(id, 'replace', '/endpointConfiguration/ipAddressType', 'ipv4')).rejects.toThrow(
    'Only dualstack ipAddressType is supported for Private APIs.',
  );
  await expect(patch(id, 'remove', types)).rejects.toThrow("Must be 'add'|'remove'|'replace'");
  await expect(create({ endpointConfiguration: { types: [] } })).rejects.toThrow(
    'REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.',
  );
  await expect(
    create({ endpointConfiguration: { types: ['X' as never], ipAddressType: 'Y' as never } }),
  ).rejects.toThrow(/^2 validation errors detected: Value '\[X\]' at .*; Value 'Y' at /);
});

it('adds, replaces and removes binary media types', async () => {
  const { id } = await create({ binaryMediaTypes: ['image/png', 'image/jpeg'] });
  const replaced = await patch(id, 'replace', '/binaryMediaTypes/image~1png', 'image/gif');
  expect(replaced.binaryMediaTypes).toEqual(['image/jpeg', 'image/gif']);
  expect((await patch(id, 'remove', '/binaryMediaTypes/image~1gif')).binaryMediaTypes).toEqual([
    'image/jpeg',
  ]);
  await expect(patch(id, 'add', '/binaryMediaTypes', 'image/png')).rejects.toThrow(
    'Invalid patch path /binaryMediaTypes',
  );
});

it('accepts a compression size from 0 to 10 MiB, or no size', async () => {
  const path = '/minimumCompressionSize';
  const { id } = await create({ minimumCompressionSize: 5 });
  expect((await patch(id, 'replace', path, '0')).minimumCompressionSize).toBe(0);
  expect((await patch(id, 'replace', path)).minimumCompressionSize).toBeUndefined();
  for (const value of ['-1', 'ten', '10485761']) {
    await expect(patch(id, 'replace', path, value)).rejects.toThrow(
      'Invalid minimum compression size, must be between 0 and 10485760',
    );
  }
  await expect(patch(id, 'add', path, '1')).rejects.toThrow('Must be one of: [replace]');
});
