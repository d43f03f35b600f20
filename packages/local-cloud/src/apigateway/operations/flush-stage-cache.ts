import type { FlushStageCacheCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith, stageNamed } from '../state.ts';

export function flushStageCache(state: ApiGatewayState, input: FlushStageCacheCommandInput): undefined {
  const { cache, canary } = stageNamed(restApiWith(state, input.restApiId), input.stageName);
  cache?.flush();
  canary?.cache?.flush();
}
