import type { AliasConfiguration } from '@aws-sdk/client-lambda';
import { notFound } from './errors.ts';
import { functionAddress, functionArn } from './function-name.ts';
import type { FunctionRecord, FunctionVersion } from './function-record.ts';
import type { LambdaState } from './state.ts';

/** A function, and the version or alias in the request. */
export interface FoundFunction {
  readonly record: FunctionRecord;
  readonly qualifier: string | undefined;
}

export function findFunction(
  state: LambdaState,
  functionName: string | undefined,
  givenQualifier?: string | undefined,
  /** What the refusal shows where there is no qualifier: some operations name `$LATEST`. */
  shownQualifier?: '$LATEST',
): FoundFunction {
  const { name, qualifier } = functionAddress(state.account, functionName, givenQualifier);
  const record = state.functions.get(name);
  if (!record) {
    const arn = functionArn(state.account, name, qualifier ?? shownQualifier);
    throw notFound(`Function not found: ${arn}`);
  }
  return { record, qualifier };
}

/** The version that a qualifier names. Where an alias splits its traffic, `draw` (0 to 1) decides. */
export function findVersion(
  state: LambdaState,
  { record, qualifier }: FoundFunction,
  draw: () => number = () => 1,
): FunctionVersion {
  if (qualifier === undefined || qualifier === '$LATEST') return record.latest;
  const alias = record.aliases.get(qualifier);
  const number = alias ? versionOfAlias(alias, draw) : qualifier;
  const version = number === '$LATEST' ? record.latest : record.versions.get(number);
  if (!version) throw notFound(`Function not found: ${functionArn(state.account, record.name, qualifier)}`);
  return version;
}

/** The weights are the shares of other versions; the alias's own version gets the rest. */
function versionOfAlias(alias: AliasConfiguration, draw: () => number): string {
  let rest = draw();
  for (const [version, weight] of Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {})) {
    rest -= weight;
    if (rest < 0) return version;
  }
  return alias.FunctionVersion ?? '$LATEST';
}
