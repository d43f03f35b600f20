import type { ListExportsCommandInput, ListExportsCommandOutput } from '@aws-sdk/client-cloudformation';
import { liveStacks } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';
import { page } from './page.ts';

export function listExports(
  state: CloudFormationState,
  input: ListExportsCommandInput,
): Omit<ListExportsCommandOutput, '$metadata'> {
  const all = liveStacks(state).flatMap(({ id, outputs }) =>
    outputs
      .filter(({ exportName }) => exportName !== undefined)
      .map(({ exportName, value }) => ({ ExportingStackId: id, Name: exportName, Value: value })),
  );
  const { items, NextToken } = page(all, input.NextToken);
  return { Exports: items, NextToken };
}
