import type { GetExportCommandInput } from '@aws-sdk/client-api-gateway';
import { stringify } from 'yaml';
import { badRequest } from '../errors.ts';
import { exportDefinition } from '../export/export-definition.ts';
import { exportExtensions } from '../export/export-extensions.ts';
import { openApi3 } from '../export/open-api-3.ts';
import { swagger } from '../export/swagger.ts';
import { type ApiGatewayState, deploymentWith, restApiWith, stageNamed } from '../state.ts';

export interface ExportedApi {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly contentDisposition: string;
}

/** The deployment of a stage as an OpenAPI document in JSON or YAML. */
export function getExport(state: ApiGatewayState, input: GetExportCommandInput): ExportedApi {
  const api = restApiWith(state, input.restApiId);
  const stage = stageNamed(api, input.stageName);
  const { model } = deploymentWith(api, stage.deploymentId);
  const { accepts: contentType = 'application/json', exportType } = input;
  if (contentType !== 'application/json' && contentType !== 'application/yaml') {
    throw badRequest(
      `Invalid accepts: expected application/json or application/yaml, received ${contentType}.`,
    );
  }
  const source = {
    account: state.account,
    apiId: api.id,
    stageName: stage.stageName,
    version: model.version ?? dateText(api.settings.createdDate),
    model,
    documentation: api.documentation.get(stage.documentationVersion ?? ''),
  };
  const definition = exportDefinition(source, dialectOf(exportType), exportExtensions(input.parameters));
  const isYaml = contentType === 'application/yaml';
  const text = isYaml
    ? stringify(definition, { aliasDuplicateObjects: false })
    : JSON.stringify(definition, null, 2);
  return {
    body: Buffer.from(text),
    // Whatever the document is, so that browsers save it.
    contentType: 'application/octet-stream',
    contentDisposition: `attachment; filename="${exportType}_${source.version}.${isYaml ? 'yaml' : 'json'}"`,
  };
}

function dialectOf(exportType: string | undefined) {
  if (exportType === 'swagger') return swagger;
  if (exportType === 'oas30') return openApi3;
  throw badRequest(`Invalid exportType: expected swagger or oas30, received ${exportType}.`);
}

function dateText(date: Date | undefined): string {
  return `${(date ?? new Date()).toISOString().slice(0, 19)}Z`;
}
