import type { Stage } from '@aws-sdk/client-api-gateway';
import { notOffered } from '../import/refuse.ts';
import { badRequest, type StageRecord } from '../rest-api-record.ts';

/** A stage with these settings, new or changed. What a stage cannot do here is refused by name. */
export function stageRecord(stage: Stage): StageRecord {
  const { stageName = '', deploymentId = '', variables = {}, canarySettings, ...rest } = stage;
  if (!/^\w{1,128}$/.test(stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_');
  if (stage.cacheClusterEnabled) throw notOffered('cacheClusterEnabled of a stage');
  if (canarySettings) throw notOffered('canarySettings of a stage');
  for (const [name, value] of Object.entries(variables)) {
    if (!/^\w+$/.test(name) || !/^[A-Za-z0-9\-._~:/?#&=,@]*$/.test(value)) {
      throw badRequest(
        `Invalid stage variable value: ${name}. Please use values with alphanumeric characters and the symbols - . _ ~ : / ? & = , @ #`,
      );
    }
  }
  const now = new Date();
  return {
    ...rest,
    stageName,
    deploymentId,
    variables: { ...variables },
    cacheClusterEnabled: false,
    tracingEnabled: stage.tracingEnabled ?? false,
    createdDate: stage.createdDate ?? now,
    lastUpdatedDate: now,
  };
}

/** As AWS describes it: no variables at all rather than none of them. */
export function describeStage({ variables, ...stage }: StageRecord): Stage {
  return Object.keys(variables).length > 0 ? { ...stage, variables } : stage;
}
