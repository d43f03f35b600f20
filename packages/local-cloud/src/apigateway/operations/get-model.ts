import type { GetModelCommandInput, Model } from '@aws-sdk/client-api-gateway';
import { notFound, notOffered } from '../errors.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';

export function getModel(state: ApiGatewayState, input: GetModelCommandInput): Model {
  const { models } = restApiWith(state.apis, input.restApiId).model;
  if (String(input.flatten ?? false) === 'true') throw notOffered('flatten of GetModel');
  const model = Object.values(models).find(({ name }) => name === input.modelName);
  if (!model) throw notFound(`Invalid model name specified: ${input.modelName}`);
  return model;
}
