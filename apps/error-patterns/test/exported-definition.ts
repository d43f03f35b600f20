import { APIGatewayClient, GetExportCommand } from '@aws-sdk/client-api-gateway';
import { clientConfig } from '@samples/localstack-client';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

/** What the stage serves, as OpenAPI 3; with API Gateway's own extensions where these are named. */
export async function exportedDefinition(extensions?: 'integrations') {
  const { endpoint, outputs } = inject('sample');
  const gateway = new APIGatewayClient(clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint }));
  const command = new GetExportCommand({
    restApiId: outputs.ApiId,
    stageName: outputs.ApiStage,
    exportType: 'oas30',
    accepts: 'application/json',
    ...(extensions && { parameters: { extensions } }),
  });
  const { body = new Uint8Array() } = await gateway.send(command);
  return JSON.parse(Buffer.from(body).toString('utf8'));
}
