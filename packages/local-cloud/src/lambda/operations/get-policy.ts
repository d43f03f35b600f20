import type { GetPolicyCommandInput, GetPolicyCommandOutput } from '@aws-sdk/client-lambda';
import { findFunction } from '../find-function.ts';
import { notFound } from '../lambda-error.ts';
import type { LambdaState } from '../lambda-state.ts';
import { qualifierKey } from '../resource-policy.ts';

export function getPolicy(
  state: LambdaState,
  input: GetPolicyCommandInput,
): Omit<GetPolicyCommandOutput, '$metadata'> {
  const { record, qualifier } = findFunction(state, input.FunctionName, input.Qualifier);
  const policy = record.policies.get(qualifierKey(qualifier));
  if (!policy) throw notFound('The resource you requested does not exist.');
  return { Policy: JSON.stringify(policy.document), RevisionId: policy.revisionId };
}
