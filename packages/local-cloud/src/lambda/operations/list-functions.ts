import type { ListFunctionsCommandInput, ListFunctionsCommandOutput } from '@aws-sdk/client-lambda';
import type { FunctionRecord } from '../function-record.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { LambdaState } from '../state.ts';

export function listFunctions(
  state: LambdaState,
  input: ListFunctionsCommandInput,
): Omit<ListFunctionsCommandOutput, '$metadata'> {
  const records = [...state.functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = input.FunctionVersion === 'ALL' ? records.flatMap(everyVersion) : records.map(latest);
  const { items, NextMarker } = pageByMarker(shown, input);
  return { Functions: items, NextMarker };
}

function latest({ latest }: FunctionRecord) {
  return latest.configuration;
}

function everyVersion(record: FunctionRecord) {
  return [record.latest, ...record.versions.values()].map(({ configuration }) => configuration);
}
