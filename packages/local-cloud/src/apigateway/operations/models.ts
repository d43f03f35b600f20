import type {
  CreateModelCommandInput,
  DeleteModelCommandInput,
  GetModelCommandInput,
  GetModelsCommandInput,
  Model,
  Models,
  UpdateModelCommandInput,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest, conflict, notFound, notOffered } from '../errors.ts';
import type { ApiModel } from '../model.ts';
import { type ApiGatewayState, type RestApiRecord, restApiWith } from '../state.ts';
import { compileModels } from '../validation/compile-models.ts';
import { withReferences } from '../validation/model-reference.ts';
import { without } from './change-model.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

export function createModel(state: ApiGatewayState, input: CreateModelCommandInput): Model {
  const api = restApiWith(state, input.restApiId);
  const { name, schema, description, contentType = 'application/json' } = input;
  if (!name) throw badRequest('Model name must be non-empty');
  if (!/^[a-zA-Z0-9]+$/.test(name)) throw badRequest(`Model name must be alphanumeric: ${name}`);
  if (Object.hasOwn(api.model.models, name)) {
    throw conflict('Model name already exists for this REST API');
  }
  const model = { id: shortId(), name, contentType, schema, ...(description && { description }) };
  return set(api, name, model);
}

export function getModel(state: ApiGatewayState, input: GetModelCommandInput): Model {
  if (String(input.flatten ?? false) === 'true') throw notOffered('flatten of GetModel');
  const { api, model } = modelOf(state, input);
  return describeModel(api, model);
}

export function getModels(state: ApiGatewayState, input: GetModelsCommandInput): Models {
  const api = restApiWith(state, input.restApiId);
  const models = Object.values(api.model.models)
    .toSorted(({ name: one = '' }, { name: other = '' }) => (one < other ? -1 : 1))
    .map((model) => describeModel(api, model));
  return pageByPosition(models, input);
}

export function updateModel(state: ApiGatewayState, input: UpdateModelCommandInput): Model {
  const { api, model } = modelOf(state, input);
  const scalars = ['description', 'schema'];
  requireReplacement(input.patchOperations, scalars);
  const { description, ...patched } = patchMembers(model, input.patchOperations, { scalars });
  return set(api, model.name ?? '', { ...patched, ...(description && { description }) });
}

export function deleteModel(state: ApiGatewayState, input: DeleteModelCommandInput): undefined {
  const { api, model } = modelOf(state, input);
  const { name = '' } = model;
  const user = userOf(name, api.model);
  if (user !== undefined) throw conflict(`Cannot delete model '${name}', is referenced in ${user}`);
  api.model = { ...api.model, models: without(api.model.models, name) };
}

/** What `CreateRestApi` gives every API. */
export function firstModels(): Record<string, Model> {
  const draft = { $schema: 'http://json-schema.org/draft-04/schema#' };
  const message = { properties: { message: { type: 'string' } } };
  const model = (name: string, description: string, schema: object): Model => ({
    id: shortId(),
    name,
    description,
    contentType: 'application/json',
    schema: JSON.stringify({ ...draft, title: `${name} Schema`, type: 'object', ...schema }, null, 2),
  });
  return {
    Empty: model('Empty', 'This is a default empty schema model', {}),
    Error: model('Error', 'This is a default error schema model', message),
  };
}

/** AWS does not say whether the API or the model does not exist. */
export function modelOf(
  { apis }: ApiGatewayState,
  { restApiId = '', modelName: name = '' }: Pick<GetModelCommandInput, 'restApiId' | 'modelName'>,
): { readonly api: RestApiRecord; readonly model: Model } {
  const api = apis.get(restApiId);
  const models = api?.model.models ?? {};
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (api && model) return { api, model };
  throw notFound(`Invalid model name specified: ${name}`);
}

function set(api: RestApiRecord, name: string, model: Model): Model {
  if (!model.schema) {
    throw badRequest('Model schema must have at least 1 property or array items defined');
  }
  const models = { ...api.model.models, [name]: model };
  compileModels(models);
  api.model = { ...api.model, models };
  return describeModel(api, model);
}

/** References to the API's other models are shown as their URLs. */
function describeModel({ id, model: { models } }: RestApiRecord, model: Model): Model {
  const { schema } = model;
  if (!schema?.includes('"$ref"')) return model;
  const url = (name: string, pointer: string) =>
    `https://apigateway.amazonaws.com/restapis/${id}/models/${name}${pointer && `#${pointer}`}`;
  const shown = withReferences(JSON.parse(schema), (name, pointer) =>
    Object.hasOwn(models, name) ? url(name, pointer) : undefined,
  );
  return { ...model, schema: JSON.stringify(shown) };
}

/** The first method or model that needs a model. */
function userOf(name: string, { resources, models }: ApiModel): string | undefined {
  for (const { path, resourceMethods } of resources) {
    for (const method of Object.values(resourceMethods)) {
      const where = `${path}/${method.httpMethod}`;
      if (Object.values(method.requestModels).includes(name)) return `method request: ${where}`;
      const responses = Object.values(method.methodResponses);
      if (responses.some(({ responseModels = {} }) => Object.values(responseModels).includes(name))) {
        return `method response: ${where}`;
      }
    }
  }
  const reference = new RegExp(`"\\$ref"\\s*:\\s*"[^"]*/${name}"`);
  const other = Object.values(models).find(
    (model) => model.name !== name && reference.test(model.schema ?? ''),
  );
  return other && `model: ${other.name}`;
}
