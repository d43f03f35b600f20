import type {
  AliasConfiguration,
  DeleteAliasCommandInput,
  GetAliasCommandInput,
  ListAliasesCommandInput,
  ListAliasesCommandOutput,
} from '@aws-sdk/client-lambda';
import { findFunction } from '../find-function.ts';
import type { FunctionRecord } from '../function-record.ts';
import { notFound } from '../lambda-error.ts';
import type { LambdaState } from '../lambda-state.ts';
import { pageOf } from './page-of.ts';

export function getAlias(state: LambdaState, input: GetAliasCommandInput): AliasConfiguration {
  return aliasNamed(findFunction(state, input.FunctionName).record, input.Name);
}

export function listAliases(
  state: LambdaState,
  input: ListAliasesCommandInput,
): Omit<ListAliasesCommandOutput, '$metadata'> {
  const { record } = findFunction(state, input.FunctionName);
  const aliases = [...record.aliases.values()].filter(
    (alias) => input.FunctionVersion === undefined || alias.FunctionVersion === input.FunctionVersion,
  );
  const { items, NextMarker } = pageOf(aliases, input);
  return { Aliases: items, NextMarker };
}

/** Succeeds when there is no such alias. Its policy and its event settings go with it. */
export function deleteAlias(state: LambdaState, input: DeleteAliasCommandInput): undefined {
  const { record } = findFunction(state, input.FunctionName);
  const name = input.Name ?? '';
  record.aliases.delete(name);
  record.policies.delete(name);
  record.eventInvokeConfigs.delete(name);
}

export function aliasNamed(record: FunctionRecord, name: string | undefined): AliasConfiguration {
  const alias = record.aliases.get(name ?? '');
  if (!alias) throw notFound(`Cannot find alias arn: ${record.arn}:${name}`);
  return alias;
}
