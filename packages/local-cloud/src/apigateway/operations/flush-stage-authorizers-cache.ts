import type { FlushStageAuthorizersCacheCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith, stageNamed } from '../state.ts';
import { withCanary } from './stage-record.ts';

/** A deployment's authorizers may serve several stages: the count is part of their keys, so that one stage starts over. */
export function flushStageAuthorizersCache(
  state: ApiGatewayState,
  input: FlushStageAuthorizersCacheCommandInput,
): undefined {
  const api = restApiWith(state, input.restApiId);
  const stage = stageNamed(api, input.stageName);
  const authorizersFlushed = stage.authorizersFlushed + 1;
  api.stages.set(stage.stageName, withCanary({ ...stage, authorizersFlushed }));
}
