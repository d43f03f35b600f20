import { APIGatewayClient, CreateDeploymentCommand, ImportRestApiCommand } from '@aws-sdk/client-api-gateway';
import type { withCloud } from '../../testing/cloud-client.ts';

/** Imports a definition into a cloud and deploys it to a stage. Returns the id of the API. */
export async function deployApi(
  cloud: ReturnType<typeof withCloud>,
  definition: object,
  stageName: string,
): Promise<string> {
  const client = cloud.client(APIGatewayClient);
  const body = Buffer.from(JSON.stringify(definition));
  const { id: restApiId = '' } = await client.send(new ImportRestApiCommand({ body }));
  await client.send(new CreateDeploymentCommand({ restApiId, stageName }));
  return restApiId;
}
