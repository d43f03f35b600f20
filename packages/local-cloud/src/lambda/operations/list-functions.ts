import type { ListFunctionsCommandInput, ListFunctionsCommandOutput } from '@aws-sdk/client-lambda';
import { invalidParameter, invalidValue } from '../errors.ts';
import type { FunctionRecord } from '../function-record.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { LambdaState } from '../state.ts';
import { withoutStates } from './function-states.ts';

export function listFunctions(
  state: LambdaState,
  input: ListFunctionsCommandInput,
): Omit<ListFunctionsCommandOutput, '$metadata'> {
  if (input.MasterRegion)
    throw invalidParameter(
      'MasterRegion is not offered by this embedded cloud, which has no functions at edge locations.',
    );
  if (input.FunctionVersion !== undefined && input.FunctionVersion !== 'ALL')
    throw invalidValue(input.FunctionVersion, 'functionVersion', 'Member must satisfy enum value set: [ALL]');
  const records = [...state.functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = input.FunctionVersion === 'ALL' ? records.flatMap(everyVersion) : records.map(latest);
  const { items, NextMarker } = pageByMarker(shown, input);
  return { Functions: items, NextMarker };
}

function latest({ latest }: FunctionRecord) {
  return withoutStates(latest.configuration);
}

function everyVersion(record: FunctionRecord) {
  return [record.latest, ...record.versions.values()].map(({ configuration }) =>
    withoutStates(configuration),
  );
}
