import { randomUUID } from 'node:crypto';
import type { PolicyStatement } from '../aws/policy/policy-document.ts';
import { conflict, invalidParameter, notFound } from './errors.ts';
import type { ResourcePolicy } from './function-record.ts';

const maxPolicyBytes = 20_480;

export function withStatement(
  policy: ResourcePolicy | undefined,
  statement: PolicyStatement,
): ResourcePolicy {
  const statements = policy?.document.Statement ?? [];
  if (statements.some(({ Sid }) => Sid === statement.Sid)) {
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  const document = { Version: '2012-10-17', Id: 'default', Statement: [...statements, statement] };
  if (Buffer.byteLength(JSON.stringify(document)) > maxPolicyBytes) {
    throw invalidParameter(`The final policy size is bigger than the limit (${maxPolicyBytes}).`);
  }
  return { revisionId: randomUUID(), document };
}

/** Nothing is left of a policy without its last statement. */
export function withoutStatement(
  policy: ResourcePolicy | undefined,
  statementId: string | undefined,
): ResourcePolicy | undefined {
  const Statement = policy?.document.Statement.filter(({ Sid }) => Sid !== statementId) ?? [];
  if (!policy || Statement.length === policy.document.Statement.length) {
    throw notFound(`Statement ${statementId} is not found in resource policy.`);
  }
  if (Statement.length === 0) return undefined;
  return { revisionId: randomUUID(), document: { ...policy.document, Statement } };
}

/** The principal of a statement: `*`, a service, an account (by its root) or an ARN of IAM. */
export function principalOf(principal: string): '*' | Readonly<Record<string, string>> {
  if (principal === '*') return '*';
  if (/^[\w.-]+\.amazon(aws)?\.com$/.test(principal)) return { Service: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (/^arn:aws:iam::\d{12}:/.test(principal)) return { AWS: principal };
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.');
}
