import { type PolicyDocument, parsePolicy } from '../aws/policy/policy-document.ts';
import { invalid } from './errors.ts';
import type { StsState } from './state.ts';

interface SessionPolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

const maxPolicyArns = 10;

/** The policies of a request for credentials, which together limit what the credentials may do; none without them. */
export function sessionPolicies(
  { iam }: StsState,
  { Policy, PolicyArns }: SessionPolicyInput,
): PolicyDocument[] {
  const arns = (PolicyArns || []).map(({ arn = '' }) => arn);
  if (arns.length > maxPolicyArns) throw invalid(`Expected at most ${maxPolicyArns} PolicyArns.`);
  const managed = arns.map((policyArn) => {
    const document = iam.managedPolicy(policyArn);
    if (document) return document;
    throw invalid(`The policy ${policyArn} does not exist.`);
  });
  const documents = [...managed, ...(Policy === undefined ? [] : [parsePolicy(Policy)])];
  if (documents.length === 0) return [];
  return [{ Statement: documents.flatMap(({ Statement }) => Statement), limit: 'session policy' }];
}
