import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteGatewayResponseCommand,
  GetGatewayResponseCommand,
  GetGatewayResponsesCommand,
  ImportRestApiCommand,
  PutGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod } from '../testing/definitions.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);

it('shows, sets and resets the gateway responses of an API', async () => {
  const body = Buffer.from(JSON.stringify(api({ '/': { get: mockMethod('x') } })));
  const { id: restApiId } = await client().send(new ImportRestApiCommand({ body }));
  const response = { restApiId, responseType: 'MISSING_AUTHENTICATION_TOKEN' } as const;
  const shown = () => client().send(new GetGatewayResponseCommand(response));
  const statusOf = async () => {
    await client().send(new CreateDeploymentCommand({ restApiId, stageName: 'live' }));
    return (await fetch(`${cloud.url()}/restapis/${restApiId}/live/_user_request_/none`)).status;
  };
  const template = '{"message":$context.error.messageString}';
  expect(await shown()).toMatchObject({
    statusCode: '403',
    responseTemplates: { 'application/json': template },
    defaultResponse: true,
  });

  const put = await client().send(new PutGatewayResponseCommand({ ...response, statusCode: '404' }));
  expect(put).toMatchObject({ statusCode: '404', defaultResponse: false });
  expect(await statusOf()).toBe(404);
  const { items = [] } = await client().send(new GetGatewayResponsesCommand({ restApiId }));
  expect(items).toHaveLength(21);
  expect(items.filter(({ defaultResponse }) => !defaultResponse).map(({ statusCode }) => statusCode)).toEqual(
    ['404'],
  );

  await client().send(new DeleteGatewayResponseCommand(response));
  expect((await shown()).defaultResponse).toBe(true);
  expect(await statusOf()).toBe(403);
  await expect(client().send(new DeleteGatewayResponseCommand(response))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});
