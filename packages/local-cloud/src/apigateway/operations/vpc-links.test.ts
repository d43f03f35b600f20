import {
  APIGatewayClient,
  CreateVpcLinkCommand,
  DeleteVpcLinkCommand,
  GetVpcLinkCommand,
  GetVpcLinksCommand,
  UpdateStageCommand,
  UpdateVpcLinkCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { startBackEnd } from '../testing/back-end.ts';
import { api, httpMethod } from '../testing/definitions.ts';
import { deployApi } from '../testing/deploy-api.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const targetArns = ['arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/inner/1'];

it('is kept, changed and deleted', async () => {
  const made = await client().send(new CreateVpcLinkCommand({ name: 'inner', targetArns }));
  expect(made).toMatchObject({ name: 'inner', status: 'PENDING', targetArns });
  const vpcLinkId = made.id;
  expect(await client().send(new GetVpcLinkCommand({ vpcLinkId }))).toMatchObject({
    status: 'AVAILABLE',
    tags: {},
  });
  const rename = (value: string) => {
    const patchOperations = [{ op: 'replace' as const, path: '/name', value }];
    return client().send(new UpdateVpcLinkCommand({ vpcLinkId, patchOperations }));
  };
  await rename('outer');
  await expect(rename('')).rejects.toThrow('Name cannot be empty');
  const { items = [] } = await client().send(new GetVpcLinksCommand({}));
  expect(items.map(({ name }) => name)).toEqual(['outer']);
  await client().send(new DeleteVpcLinkCommand({ vpcLinkId }));
  await expect(client().send(new GetVpcLinkCommand({ vpcLinkId }))).rejects.toThrow(
    'Invalid Vpc Link identifier specified',
  );
});

it.each([
  [{ name: '', targetArns }, 'Name cannot be empty'],
  [{ name: 'x', targetArns: ['no-arn'] }, 'Invalid ARN. ARN is not well formed no-arn'],
  [{ name: 'x', targetArns: [] }, 'Expected exactly one network load balancer in targetArns'],
  [
    { name: 'x', targetArns: [...targetArns, ...targetArns] },
    'Expected exactly one network load balancer in targetArns',
  ],
])('is refused as %o', async (input, message) => {
  await expect(client().send(new CreateVpcLinkCommand(input))).rejects.toThrow(message);
});

it('leads to the URL of its tag, and without one nowhere', async () => {
  const inner = await startBackEnd();
  try {
    const link = async (tags: Record<string, string>) =>
      (await client().send(new CreateVpcLinkCommand({ name: 'to', targetArns, tags }))).id ?? '';
    const through = (connectionId: string) =>
      httpMethod('http://inner.example/things?a=b', {
        type: 'http_proxy',
        connectionType: 'VPC_LINK',
        connectionId,
      });
    const paths = {
      '/here': { get: through(await link({ _local_url_: inner.url })) },
      '/named': { get: through('${stageVariables.link}') },
      '/nowhere': { get: through(await link({})) },
    };
    const id = await deployApi(cloud, api(paths), 'live');
    const get = (path: string) => fetch(`${cloud.url()}/restapis/${id}/live/_user_request_${path}`);
    expect((await get('/here')).status).toBe(200);
    expect(inner.last()).toMatchObject({ target: '/things?a=b', headers: { host: 'inner.example' } });
    expect((await get('/nowhere')).status).toBe(500);
    expect((await get('/named')).status).toBe(500);
    const named = await link({ _local_url_: inner.url });
    const patchOperations = [{ op: 'replace' as const, path: '/variables/link', value: named }];
    await client().send(new UpdateStageCommand({ restApiId: id, stageName: 'live', patchOperations }));
    expect((await get('/named')).status).toBe(200);
  } finally {
    await inner.stop();
  }
});
