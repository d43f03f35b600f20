import type { GetResourceCommandInput, Resource } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { resourceOf } from './change-model.ts';
import { describeResource } from './get-resources.ts';

export function getResource(state: ApiGatewayState, input: GetResourceCommandInput): Resource {
  const { resource } = resourceOf(state.apis, input);
  return describeResource(resource, [input.embed ?? []].flat().includes('methods'));
}
