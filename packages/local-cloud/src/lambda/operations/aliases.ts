import { randomUUID } from 'node:crypto';
import type {
  AliasConfiguration,
  AliasRoutingConfiguration,
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  GetAliasCommandInput,
  ListAliasesCommandInput,
  ListAliasesCommandOutput,
  UpdateAliasCommandInput,
} from '@aws-sdk/client-lambda';
import { checkRevision } from '../check-revision.ts';
import { conflict, invalidParameter, invalidValue, notFound } from '../errors.ts';
import { findFunction } from '../find-function.ts';
import type { FunctionRecord } from '../function-record.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { LambdaState } from '../state.ts';
import { removeUrls } from '../urls/function-url.ts';

export function createAlias(state: LambdaState, input: CreateAliasCommandInput): AliasConfiguration {
  const { record } = findFunction(state, input.FunctionName);
  const { Name = '' } = input;
  if (!/^(?!\d+$)[\w-]{1,128}$/.test(Name)) {
    throw invalidValue(
      Name,
      'name',
      'Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)',
    );
  }
  const AliasArn = `${record.arn}:${Name}`;
  if (record.aliases.has(Name)) throw conflict(`Alias already exists: ${AliasArn}`);
  const { FunctionVersion, RoutingConfig, Description = '' } = input;
  return putAlias(record, { Name, AliasArn, FunctionVersion, RoutingConfig, Description });
}

export function updateAlias(state: LambdaState, input: UpdateAliasCommandInput): AliasConfiguration {
  const { record } = findFunction(state, input.FunctionName);
  const before = aliasNamed(record, input.Name);
  checkRevision(input.RevisionId, before.RevisionId);
  return putAlias(record, {
    ...before,
    FunctionVersion: input.FunctionVersion ?? before.FunctionVersion,
    Description: input.Description ?? before.Description,
    RoutingConfig: input.RoutingConfig ?? before.RoutingConfig,
  });
}

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
  const { items, NextMarker } = pageByMarker(aliases, input);
  return { Aliases: items, NextMarker };
}

/** Succeeds when there is no such alias. Its policy, its event settings and its URL go with it. */
export function deleteAlias(state: LambdaState, input: DeleteAliasCommandInput): undefined {
  const { record } = findFunction(state, input.FunctionName);
  const name = input.Name ?? '';
  record.aliases.delete(name);
  record.policies.delete(name);
  record.eventInvokeConfigs.delete(name);
  if (name !== '') removeUrls(state, record.name, name);
}

function aliasNamed(record: FunctionRecord, name: string | undefined): AliasConfiguration {
  const alias = record.aliases.get(name ?? '');
  if (!alias) throw notFound(`Cannot find alias arn: ${record.arn}:${name}`);
  return alias;
}

function putAlias(record: FunctionRecord, wanted: AliasConfiguration): AliasConfiguration {
  const { Name = '', AliasArn, FunctionVersion = '', Description, RoutingConfig } = wanted;
  if (FunctionVersion !== '$LATEST' && !record.versions.has(FunctionVersion)) {
    throw notFound(`Function not found: ${record.arn}:${FunctionVersion}`);
  }
  const weights = checkedWeights(record, FunctionVersion, RoutingConfig);
  const alias: AliasConfiguration = {
    AliasArn,
    Name,
    FunctionVersion,
    Description,
    RevisionId: randomUUID(),
  };
  if (weights) alias.RoutingConfig = { AdditionalVersionWeights: weights };
  record.aliases.set(Name, alias);
  return alias;
}

/** At most one other version, with a share between 0 and 1. */
function checkedWeights(
  record: FunctionRecord,
  version: string,
  routing: AliasRoutingConfiguration | undefined,
): Record<string, number> | undefined {
  const entries = Object.entries(routing?.AdditionalVersionWeights ?? {});
  const [entry] = entries;
  if (!entry) return undefined;
  const [other, weight] = entry;
  checkShape(entries);
  if (entries.length > 1)
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  if (version === '$LATEST')
    throw invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version');
  if (other === version) {
    throw invalidParameter(
      `Invalid function version ${other}. Function version ${other} is already included in routing configuration.`,
    );
  }
  if (!record.versions.has(other)) throw notFound(`Function not found: ${record.arn}:${other}`);
  return { [other]: weight };
}

/** Constraints of the API's model, which AWS checks before anything else. */
function checkShape(weights: readonly [string, number][]): void {
  const shown = weights.map(([version, weight]) => `${version}=${decimal(weight)}`).join(', ');
  const refuse = (constraint: string) =>
    invalidValue(`{${shown}}`, 'routingConfig.additionalVersionWeights', constraint);
  if (weights.some(([version]) => !/^\d{1,1024}$/.test(version)))
    throw refuse(
      'Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]',
    );
  if (!weights.every(([, weight]) => weight >= 0 && weight <= 1))
    throw refuse(
      'Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]',
    );
}

/** As Java writes a number: `2.0`. */
function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
