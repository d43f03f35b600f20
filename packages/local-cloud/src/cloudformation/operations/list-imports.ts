import type { ListImportsCommandInput, ListImportsCommandOutput } from '@aws-sdk/client-cloudformation';
import { validationError } from '../parsing/template-error.ts';
import { importers } from '../stacks/exports.ts';
import type { CloudFormationState } from '../state.ts';
import { page } from './page.ts';

export function listImports(
  state: CloudFormationState,
  input: ListImportsCommandInput,
): Omit<ListImportsCommandOutput, '$metadata'> {
  const users = importers(state, input.ExportName ?? '').map(({ name }) => name);
  if (users.length === 0) throw validationError(`Export '${input.ExportName}' is not imported by any stack.`);
  const { items, NextToken } = page(users, input.NextToken);
  return { Imports: items, NextToken };
}
