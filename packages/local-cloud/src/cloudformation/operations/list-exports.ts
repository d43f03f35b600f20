import type {
  ListExportsCommandInput,
  ListExportsCommandOutput,
  ListImportsCommandInput,
  ListImportsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { liveStacks } from '../stacks/find-stack.ts';
import { importers } from '../stacks/stack-outputs.ts';
import type { CloudFormationState } from '../state.ts';
import { pageByToken } from './page-by-token.ts';

export function listExports(
  state: CloudFormationState,
  input: ListExportsCommandInput,
): Omit<ListExportsCommandOutput, '$metadata'> {
  const all = liveStacks(state).flatMap(({ id, outputs }) =>
    outputs
      .filter(({ exportName }) => exportName !== undefined)
      .map(({ exportName, value }) => ({ ExportingStackId: id, Name: exportName, Value: value })),
  );
  const { items, NextToken } = pageByToken(all, input.NextToken);
  return { Exports: items, NextToken };
}

export function listImports(
  state: CloudFormationState,
  input: ListImportsCommandInput,
): Omit<ListImportsCommandOutput, '$metadata'> {
  const users = importers(state, input.ExportName ?? '').map(({ name }) => name);
  if (users.length === 0) throw validationError(`Export '${input.ExportName}' is not imported by any stack.`);
  const { items, NextToken } = pageByToken(users, input.NextToken);
  return { Imports: items, NextToken };
}
