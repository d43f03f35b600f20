import { randomUUID } from 'node:crypto';
import type { AddPermissionCommandInput, AddPermissionCommandOutput } from '@aws-sdk/client-lambda';
import { type FoundFunction, findFunction, findVersion } from '../find-function.ts';
import { functionArn } from '../function-name.ts';
import { conflict, invalidParameter, invalidValue } from '../lambda-error.ts';
import type { LambdaState } from '../lambda-state.ts';
import { type PolicyStatement, qualifierKey } from '../resource-policy.ts';
import { checkRevision } from './check-revision.ts';

export function addPermission(
  state: LambdaState,
  input: AddPermissionCommandInput,
): Omit<AddPermissionCommandOutput, '$metadata'> {
  const found = findFunction(state, input.FunctionName, input.Qualifier);
  const statement = statementOf(state, input, found);
  findVersion(state, found);
  const key = qualifierKey(found.qualifier);
  const policy = found.record.policies.get(key);
  checkRevision(input.RevisionId, policy?.revisionId);
  const statements = policy?.statements ?? [];
  if (statements.some(({ Sid }) => Sid === statement.Sid)) {
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  const added = { revisionId: randomUUID(), statements: [...statements, statement] };
  if (Buffer.byteLength(JSON.stringify(added.statements)) > maxPolicyBytes) {
    throw invalidParameter(`The final policy size is bigger than the limit (${maxPolicyBytes}).`);
  }
  found.record.policies.set(key, added);
  return { Statement: JSON.stringify(statement) };
}

const maxPolicyBytes = 20_480;

function statementOf(
  state: LambdaState,
  input: AddPermissionCommandInput,
  { record, qualifier }: FoundFunction,
): PolicyStatement {
  const { StatementId = '', Action = '', Principal = '' } = input;
  if (!/^[\w-]{1,100}$/.test(StatementId)) {
    throw invalidValue(
      StatementId,
      'statementId',
      'Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)',
    );
  }
  if (!/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(Action)) {
    const constraint = 'Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])';
    throw invalidValue(Action, 'action', constraint);
  }
  if (qualifier === '$LATEST')
    throw invalidParameter('We currently do not support adding policies for $LATEST.');
  const Condition = {
    ...(input.SourceArn && { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
    ...(input.SourceAccount && { StringEquals: { 'AWS:SourceAccount': input.SourceAccount } }),
  };
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action,
    Resource: functionArn(state.account, record.name, qualifier),
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}

function principalOf(principal: string): PolicyStatement['Principal'] {
  if (principal === '*') return '*';
  if (/^[\w.-]+\.amazonaws\.com$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (/^arn:aws:iam::\d{12}:/.test(principal)) return { AWS: principal };
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.');
}
