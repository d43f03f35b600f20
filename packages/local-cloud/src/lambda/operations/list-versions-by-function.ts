import type {
  ListVersionsByFunctionCommandInput,
  ListVersionsByFunctionCommandOutput,
} from '@aws-sdk/client-lambda';
import { findFunction } from '../find-function.ts';
import { functionArn } from '../function-name.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { LambdaState } from '../state.ts';
import { withoutStates } from './function-states.ts';

export function listVersionsByFunction(
  state: LambdaState,
  input: ListVersionsByFunctionCommandInput,
): Omit<ListVersionsByFunctionCommandOutput, '$metadata'> {
  const { record } = findFunction(state, input.FunctionName);
  const versions = [record.latest, ...record.versions.values()].map(({ configuration }) => ({
    ...withoutStates(configuration),
    FunctionArn: functionArn(state.account, record.name, configuration.Version),
  }));
  const { items, NextMarker } = pageByMarker(versions, input);
  return { Versions: items, NextMarker };
}
