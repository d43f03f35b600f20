import {
  APIGatewayClient,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetRestApiCommand,
  GetRestApisCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { asRole } from '../testing/as-role.ts';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();

it("lets a role use the methods and paths of API Gateway's own API that its policies name", async () => {
  const root = cloud.client(APIGatewayClient);
  const { id: restApiId = '' } = await root.send(new CreateRestApiCommand({ name: 'read me' }));
  const { id: otherId } = await root.send(new CreateRestApiCommand({ name: 'not me' }));
  const Resource = `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`;
  const reader = (await asRole(cloud, 'reader', [{ Action: 'apigateway:GET', Resource }]))(APIGatewayClient);
  expect(await reader.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ name: 'read me' });
  const refusal = (action: string, path: string) => ({
    name: 'AccessDeniedException',
    message: `User: arn:aws:sts::000000000000:assumed-role/reader/test is not authorized to perform: apigateway:${action} on resource: arn:aws:apigateway:us-east-1::${path} because no identity-based policy allows the apigateway:${action} action`,
    $metadata: { httpStatusCode: 403 },
  });
  await expect(reader.send(new GetRestApiCommand({ restApiId: otherId }))).rejects.toMatchObject(
    refusal('GET', `/restapis/${otherId}`),
  );
  await expect(reader.send(new DeleteRestApiCommand({ restApiId }))).rejects.toMatchObject(
    refusal('DELETE', `/restapis/${restApiId}`),
  );
  await expect(reader.send(new GetRestApisCommand())).rejects.toMatchObject(refusal('GET', '/restapis'));
  await expect(reader.send(new CreateRestApiCommand({ name: 'mine' }))).rejects.toMatchObject(
    refusal('POST', '/restapis'),
  );
});
