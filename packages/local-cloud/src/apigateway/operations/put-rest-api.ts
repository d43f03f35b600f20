import type { PutRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import type { Caller } from '../../aws/service.ts';
import { badRequest } from '../errors.ts';
import { type DefinitionBody, importedApi } from '../import/import-in-worker.ts';
import { mergeModels } from '../import/merge-models.ts';
import { requireRolesOfModel } from '../passed-roles.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { describeRestApi } from './create-rest-api.ts';
import { basepathOf } from './import-rest-api.ts';

type Input = Omit<PutRestApiCommandInput, 'body'> & { readonly body: DefinitionBody };

/** Replaces the definition or merges one into it. Deployments stay, and resources whose path stays keep their ids. */
export function putRestApi(state: ApiGatewayState, input: Input, caller?: Caller): RestApi {
  const { mode = 'overwrite' } = input;
  if (mode !== 'overwrite' && mode !== 'merge') {
    throw badRequest(`Invalid mode: expected overwrite or merge, received ${mode}.`);
  }
  const options = {
    basepath: basepathOf(input.parameters),
    previous: state.apis.get(input.restApiId ?? '')?.model,
    offersUserPools: state.userPools !== undefined,
    account: state.account,
  };
  // Like AWS it reads the definition before it looks for the API.
  const { model, warnings } = importedApi(input.body, options, input.failOnWarnings);
  requireRolesOfModel(caller, model);
  const api = restApiWith(state, input.restApiId);
  const isMerged = mode === 'merge';
  api.model = isMerged ? mergeModels(api.model, model) : { ...model, name: model.name || api.model.name };
  return { ...describeRestApi(api), tags: api.settings.tags ?? {}, ...(warnings.length > 0 && { warnings }) };
}
