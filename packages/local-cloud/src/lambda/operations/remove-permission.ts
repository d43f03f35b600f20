import { randomUUID } from 'node:crypto';
import type { RemovePermissionCommandInput } from '@aws-sdk/client-lambda';
import { findFunction } from '../find-function.ts';
import { notFound } from '../lambda-error.ts';
import type { LambdaState } from '../lambda-state.ts';
import { qualifierKey } from '../resource-policy.ts';
import { checkRevision } from './check-revision.ts';

export function removePermission(state: LambdaState, input: RemovePermissionCommandInput): undefined {
  const { record, qualifier } = findFunction(state, input.FunctionName, input.Qualifier);
  const key = qualifierKey(qualifier);
  const policy = record.policies.get(key);
  const before = policy?.document.Statement ?? [];
  const Statement = before.filter(({ Sid }) => Sid !== input.StatementId);
  if (!policy || Statement.length === before.length) {
    throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
  }
  checkRevision(input.RevisionId, policy.revisionId);
  if (Statement.length === 0) record.policies.delete(key);
  else record.policies.set(key, { revisionId: randomUUID(), document: { ...policy.document, Statement } });
}
