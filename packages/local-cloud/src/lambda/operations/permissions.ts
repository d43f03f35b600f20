import { randomUUID } from 'node:crypto';
import type {
  AddPermissionCommandInput,
  AddPermissionCommandOutput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  RemovePermissionCommandInput,
} from '@aws-sdk/client-lambda';
import type { PolicyStatement } from '../../aws/policy/policy-document.ts';
import { checkRevision } from '../check-revision.ts';
import { invalidParameter, invalidValue, notFound } from '../errors.ts';
import { type FoundFunction, findFunction, findVersion } from '../find-function.ts';
import { policyResource, qualifierKey } from '../function-policy.ts';
import type { FunctionRecord, FunctionVersion } from '../function-record.ts';
import { principalOf, withoutStatement, withStatement } from '../resource-policy.ts';
import type { LambdaState } from '../state.ts';

export function addPermission(
  state: LambdaState,
  input: AddPermissionCommandInput,
): Omit<AddPermissionCommandOutput, '$metadata'> {
  const found = findFunction(state, input.FunctionName, input.Qualifier);
  const { record, qualifier } = found;
  findVersion(state, found);
  if (qualifier === '$LATEST') {
    throw invalidParameter('We currently do not support adding policies for $LATEST.');
  }
  const statement = statementOf(input, policyResource(record, qualifier));
  const key = qualifierKey(qualifier);
  const policy = record.policies.get(key);
  checkRevision(input.RevisionId, revisionOf(found), policy ? 'GetFunction/GetAlias' : 'GetPolicy');
  const changed = withStatement(policy, statement);
  record.policies.set(key, changed);
  setRevision(found, changed.revisionId);
  return { Statement: JSON.stringify(statement) };
}

export function getPolicy(
  state: LambdaState,
  input: GetPolicyCommandInput,
): Omit<GetPolicyCommandOutput, '$metadata'> {
  const { record, qualifier } = findFunction(state, input.FunctionName, input.Qualifier);
  const policy = record.policies.get(qualifierKey(qualifier));
  if (!policy) throw notFound('The resource you requested does not exist.');
  return { Policy: JSON.stringify(policy.document), RevisionId: policy.revisionId };
}

export function removePermission(state: LambdaState, input: RemovePermissionCommandInput): undefined {
  const found = findFunction(state, input.FunctionName, input.Qualifier);
  const { record, qualifier } = found;
  const key = qualifierKey(qualifier);
  const policy = record.policies.get(key);
  const changed = withoutStatement(policy, input.StatementId);
  checkRevision(input.RevisionId, revisionOf(found));
  if (changed) record.policies.set(key, changed);
  else record.policies.delete(key);
  setRevision(found, changed?.revisionId ?? randomUUID());
}

/** A policy and what it belongs to, a function, a version or an alias, have the same revision. */
function revisionOf({ record, qualifier }: FoundFunction): string | undefined {
  const alias = record.aliases.get(qualifier ?? '');
  return alias ? alias.RevisionId : versionNamed(record, qualifier)?.configuration.RevisionId;
}

function setRevision({ record, qualifier }: FoundFunction, RevisionId: string): void {
  const alias = record.aliases.get(qualifier ?? '');
  const version = versionNamed(record, qualifier);
  if (alias) record.aliases.set(qualifier ?? '', { ...alias, RevisionId });
  else if (version) version.configuration.RevisionId = RevisionId;
}

/** `$LATEST` is what the function's own permissions belong to. */
function versionNamed(record: FunctionRecord, qualifier: string | undefined): FunctionVersion | undefined {
  return qualifier === undefined ? record.latest : record.versions.get(qualifier);
}

function statementOf(input: AddPermissionCommandInput, Resource: string): PolicyStatement {
  const { StatementId = '', Action = '', Principal = '' } = input;
  if (!/^[\w-]{1,100}$/.test(StatementId)) {
    const constraint = 'Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)';
    throw invalidValue(StatementId, 'statementId', constraint);
  }
  if (!/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(Action)) {
    const constraint = 'Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])';
    throw invalidValue(Action, 'action', constraint);
  }
  const equal = Object.entries({
    'AWS:SourceAccount': input.SourceAccount,
    'aws:PrincipalOrgID': input.PrincipalOrgID,
    'lambda:EventSourceToken': input.EventSourceToken,
    'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType,
  }).filter((entry) => entry[1]);
  const viaUrl = input.InvokedViaFunctionUrl;
  const Condition = {
    ...(input.SourceArn && { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
    ...(equal.length > 0 && { StringEquals: Object.fromEntries(equal) }),
    ...(viaUrl !== undefined && { Bool: { 'lambda:InvokedViaFunctionUrl': String(viaUrl) } }),
  };
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action,
    Resource,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}
