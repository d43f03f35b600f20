import type { PutRestApiCommandInput, RestApi } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { importDefinition } from '../import/import-definition.ts';
import { readDefinition } from '../import/read-definition.ts';
import { notOffered } from '../import/refuse.ts';
import { restApiWith } from '../rest-api-record.ts';
import { describeRestApi } from './create-rest-api.ts';
import { basepathOf } from './import-rest-api.ts';

type Input = Omit<PutRestApiCommandInput, 'body'> & { readonly body: Uint8Array | string };

/** Replaces the definition. What is deployed stays as it is; a path that stays keeps its resource's id. */
export function putRestApi(state: ApiGatewayState, input: Input): RestApi {
  const api = restApiWith(state.apis, input.restApiId);
  if ((input.mode ?? 'overwrite') !== 'overwrite') throw notOffered('The mode merge of PutRestApi');
  const model = importDefinition(readDefinition(input.body), {
    basepath: basepathOf(input.parameters),
    previous: api.model,
    offersUserPools: state.userPools !== undefined,
  });
  api.model = { ...model, name: model.name || api.model.name };
  return describeRestApi(api);
}
