import { APIGatewayClient, GetExportCommand } from '@aws-sdk/client-api-gateway';
import { stageNames } from '../src/configuration.ts';
import type { SiteFile } from './site-files.ts';
import { config } from './stack.ts';

/** What API Gateway exports of each stage: the explorer is made from it. */
export async function exportDefinitions(restApiId: string): Promise<SiteFile[]> {
  const client = new APIGatewayClient(config);
  return Promise.all(
    stageNames.map(async (stageName) => {
      const request = { restApiId, stageName, exportType: 'oas30', accepts: 'application/json' };
      const { body = new Uint8Array() } = await client.send(new GetExportCommand(request));
      return { name: `definitions/${stageName}.json`, content: body };
    }),
  );
}
