import type { GetTagsCommandInput, Tags } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { taggedResource } from './tagged-resource.ts';

export function getTags(state: ApiGatewayState, input: GetTagsCommandInput): Tags {
  return { tags: taggedResource(state, input.resourceArn).tags };
}
