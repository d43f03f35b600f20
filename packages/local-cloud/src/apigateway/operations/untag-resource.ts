import type { UntagResourceCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { taggedResource } from './tagged-resource.ts';

export function untagResource(state: ApiGatewayState, input: UntagResourceCommandInput): undefined {
  const resource = taggedResource(state, input.resourceArn);
  const removed = [input.tagKeys ?? []].flat();
  resource.replace(
    Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !removed.includes(key))),
  );
}
