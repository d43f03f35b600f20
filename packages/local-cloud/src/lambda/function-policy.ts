import { evaluatePolicies } from '../aws/policy/evaluate-policies.ts';
import type { FunctionRecord, ResourcePolicy } from './function-record.ts';

/** The callers that a policy allows, kept because an API calls with each request. A changed policy is a new object. */
const allowed = new WeakMap<ResourcePolicy, Set<string>>();

/** A service that calls a function on behalf of one of its own resources. */
export interface ServicePrincipal {
  readonly service: string;
  readonly sourceArn: string;
}

/** The key under which a qualifier's policy and settings are kept: `$LATEST` is the function itself. */
export function qualifierKey(qualifier: string | undefined): string {
  return qualifier === undefined || qualifier === '$LATEST' ? '' : qualifier;
}

/** The resource in the statements of a qualifier's policy. */
export function policyResource({ arn }: FunctionRecord, qualifier: string | undefined): string {
  const key = qualifierKey(qualifier);
  return key === '' ? arn : `${arn}:${key}`;
}

export function mayInvoke(
  record: FunctionRecord,
  qualifier: string | undefined,
  { service, sourceArn }: ServicePrincipal,
  accountId: string,
): boolean {
  const policy = record.policies.get(qualifierKey(qualifier));
  if (!policy) return false;
  const caller = `${service} ${sourceArn}`;
  if (allowed.get(policy)?.has(caller)) return true;
  const decision = evaluatePolicies([policy.document], {
    action: 'lambda:InvokeFunction',
    resource: policyResource(record, qualifier),
    principal: { type: 'Service', value: service },
    context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': accountId },
  });
  if (decision !== 'allow') return false;
  allowed.set(policy, (allowed.get(policy) ?? new Set()).add(caller));
  return true;
}
