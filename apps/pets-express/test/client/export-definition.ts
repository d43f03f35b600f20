import { APIGatewayClient, GetExportCommand } from '@aws-sdk/client-api-gateway';
import { clientConfig, type Environment } from '@samples/localstack-client';

/** The definition that API Gateway exports of a deployed stage, without what differs from deployment to deployment. */
export async function exportDefinition(
  { ApiId: restApiId, ApiStage: stageName }: Readonly<Record<string, string>>,
  environment: Environment = process.env,
): Promise<unknown> {
  const client = new APIGatewayClient(clientConfig(environment));
  const command = new GetExportCommand({
    restApiId,
    stageName,
    exportType: 'oas30',
    accepts: 'application/json',
  });
  const { body = new Uint8Array() } = await client.send(command);
  client.destroy();
  const { servers: _, info: __, ...definition } = JSON.parse(Buffer.from(body).toString());
  return { openapi: '3.0.1', info: { title: 'pets-express', version: '1' }, ...definition };
}
