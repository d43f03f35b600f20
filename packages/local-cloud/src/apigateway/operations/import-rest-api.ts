import type { EndpointType, ImportRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import type { Caller } from '../../aws/service.ts';
import { badRequest, notOffered } from '../errors.ts';
import { type DefinitionBody, importedApi } from '../import/import-in-worker.ts';
import { requireRolesOfModel } from '../passed-roles.ts';
import type { StackOrigin } from '../short-names.ts';
import type { ApiGatewayState } from '../state.ts';
import { addRestApi } from './create-rest-api.ts';

type Input = Omit<ImportRestApiCommandInput, 'body'> & { readonly body: DefinitionBody };

export function importRestApi(
  state: ApiGatewayState,
  input: Input,
  origin?: StackOrigin,
  tags?: Record<string, string>,
  caller?: Caller,
): RestApi {
  const types = endpointTypes(input.parameters);
  const options = {
    basepath: basepathOf(input.parameters),
    offersUserPools: state.userPools !== undefined,
    account: state.account,
  };
  const { model: imported, warnings } = importedApi(input.body, options, input.failOnWarnings);
  requireRolesOfModel(caller, imported);
  // A template's definition need not have a title, and its API may have no name of its own.
  const model = { ...imported, name: imported.name || (origin?.logicalId ?? '') };
  if (!model.name) throw badRequest('Invalid OpenAPI input: expected a title in info.');
  const settings = { endpointConfiguration: { types }, ...(tags && { tags }) };
  return { ...addRestApi(state, model, settings, origin), ...(warnings.length > 0 && { warnings }) };
}

/** `ignore`, `prepend` or `split`. Other parameters of an import are refused by name. */
export function basepathOf(parameters: Readonly<Record<string, string>> | undefined): string | undefined {
  const known = ['basepath', 'basePath', 'endpointConfigurationTypes'];
  const unknown = Object.keys(parameters ?? {}).find((name) => !known.includes(name));
  if (unknown !== undefined) throw notOffered(`The import parameter ${unknown}`);
  return parameters?.basepath ?? parameters?.basePath;
}

function endpointTypes(parameters: Readonly<Record<string, string>> | undefined): EndpointType[] {
  return (parameters?.endpointConfigurationTypes ?? 'EDGE').split(',') as EndpointType[];
}
