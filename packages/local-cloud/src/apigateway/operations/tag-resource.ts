import type { TagResourceCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { taggedResource } from './tagged-resource.ts';

export function tagResource(state: ApiGatewayState, input: TagResourceCommandInput): undefined {
  const resource = taggedResource(state, input.resourceArn);
  resource.replace({ ...resource.tags, ...input.tags });
}
