import type { CloudFormationState } from '../state.ts';

const remembered = 500;

/** Deleted stacks can be asked for by their ids; only the latest are kept, as each holds its templates. */
export function forgetDeleted({ stacks }: CloudFormationState): void {
  const deleted = [...stacks.values()].filter(({ status }) => status === 'DELETE_COMPLETE');
  for (const { id } of deleted.slice(0, -remembered)) stacks.delete(id);
}
