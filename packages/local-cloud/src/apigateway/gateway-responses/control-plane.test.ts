import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteGatewayResponseCommand,
  GetGatewayResponseCommand,
  GetGatewayResponsesCommand,
  ImportRestApiCommand,
  type PatchOperation,
  PutGatewayResponseCommand,
  UpdateGatewayResponseCommand,
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

  const patch = (...patchOperations: PatchOperation[]) =>
    client().send(new UpdateGatewayResponseCommand({ ...response, patchOperations }));
  const header = '/responseParameters/gatewayresponse.header.x-y';
  const updated = await patch(
    { op: 'replace', path: '/statusCode', value: '410' },
    { op: 'add', path: header, value: "'z'" },
  );
  expect(updated).toMatchObject({
    statusCode: '410',
    responseParameters: { 'gatewayresponse.header.x-y': "'z'" },
  });
  expect(await statusOf()).toBe(410);
  await expect(patch({ op: 'remove', path: '/statusCode' })).rejects.toThrow(
    'Invalid patch path /statusCode',
  );
  await expect(patch({ op: 'replace', path: `${header}z`, value: "'z'" })).rejects.toThrow(
    'Invalid parameter name specified',
  );
  await expect(patch({ op: 'replace', path: header })).rejects.toThrow(
    'Invalid null or empty value in responseParameters',
  );
  const setTo = (members: object) =>
    client().send(new PutGatewayResponseCommand({ ...response, ...members }));
  await expect(setTo({ statusCode: '199' })).rejects.toThrow('expected 200 to 599, received 199');
  const responseParameters = { 'gatewayresponse.header.x-y': "'a\nb: c'" };
  await expect(setTo({ responseParameters })).rejects.toThrow('Invalid mapping expression specified');

  await client().send(new DeleteGatewayResponseCommand(response));
  expect((await shown()).defaultResponse).toBe(true);
  expect(await statusOf()).toBe(403);
  await expect(client().send(new DeleteGatewayResponseCommand(response))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

it('shows what a customised class makes of the other responses of its kind', async () => {
  const body = Buffer.from(JSON.stringify(api({ '/': { get: mockMethod('x') } })));
  const { id: restApiId } = await client().send(new ImportRestApiCommand({ body }));
  await client().send(
    new PutGatewayResponseCommand({ restApiId, responseType: 'DEFAULT_5XX', statusCode: '599' }),
  );
  const { items = [] } = await client().send(new GetGatewayResponsesCommand({ restApiId }));
  const shown = (type: string) => items.find(({ responseType }) => responseType === type);
  expect(shown('INTEGRATION_TIMEOUT')).toMatchObject({ statusCode: '599', defaultResponse: true });
  expect(shown('UNAUTHORIZED')).toMatchObject({ statusCode: '401' });
});

it('is refused for a type that does not exist, and for several wrong values at once', async () => {
  const wrong = { restApiId: 'none', responseType: 'NO_TYPE' as never };
  await expect(client().send(new GetGatewayResponseCommand(wrong))).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(
      /^1 validation error detected: Value 'NO_TYPE' at 'responseType' failed .* \[REQUEST_TOO_LARGE, .*EXPIRED_TOKEN\]$/,
    ),
  });
  const patchOperations = [{ op: 'swap' as never, path: '/statusCode' }];
  await expect(
    client().send(new UpdateGatewayResponseCommand({ ...wrong, patchOperations })),
  ).rejects.toThrow(
    "2 validation errors detected: Value 'swap' at 'updateGatewayResponseInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'NO_TYPE' at 'responseType'",
  );
});
