import type { SamContext } from '../expansion.ts';
import { ifArguments, isIf, isIntrinsic, isNoValue, onlyIf } from '../intrinsics.ts';
import { isFilled } from '../present.ts';
import { invalidResource, invalidTemplate } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { managedPolicyArn, managedPolicyPath } from './managed-policies.ts';
import { expandPolicyTemplate, isPolicyTemplate } from './policy-template.ts';

export interface RolePolicies {
  readonly managed: JsonValue[];
  readonly inline: JsonValue[];
}

/** SM-8: a function's `Policies` split into the ARNs its role refers to and the documents the role carries. */
export function rolePolicies(
  logicalId: string,
  policies: JsonValue | undefined,
  context: SamContext,
): RolePolicies {
  const managed: JsonValue[] = [];
  const inline: JsonValue[] = [];
  asList(policies).forEach((policy, index) => {
    const kind = kindOf(policy);
    if (kind === 'unknown') {
      throw invalidResource(logicalId, `Policy at index ${index} in the 'Policies' property is not valid`);
    }
    if (kind === 'managed') managed.push(eachBranch(policy, (name) => arnOf(name, context)));
    else inline.push(eachBranch(policy, (entry) => inlinePolicy(logicalId, entry, index)));
  });
  return { managed, inline };
}

function asList(policies: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(policies)) return policies;
  return policies !== undefined && isFilled(policies) ? [policies] : [];
}

type Kind = 'managed' | 'document' | 'template' | 'unknown';

function kindOf(policy: JsonValue): Kind {
  if (typeof policy === 'string') return 'managed';
  const branches = ifArguments(policy);
  if (branches !== undefined) return kindOfBranches(branches[1], branches[2]);
  if (isIf(policy)) throw invalidTemplate('Fn::If requires 3 arguments');
  // A reference can only be to an ARN: a whole policy document cannot be a parameter.
  if (isIntrinsic(policy)) return 'managed';
  if (isObject(policy) && 'Statement' in policy) return 'document';
  return isPolicyTemplate(policy) ? 'template' : 'unknown';
}

function kindOfBranches(then: JsonValue, otherwise: JsonValue): Kind {
  const [first, second] = [kindOf(then), kindOf(otherwise)];
  if (first === second || isNoValue(otherwise)) return first;
  if (isNoValue(then)) return second;
  throw invalidTemplate(
    'Different policy types within the same Fn::If statement is unsupported. ' +
      'Separate different policy types into different Fn::If statements',
  );
}

function eachBranch(policy: JsonValue, convert: (policy: JsonValue) => JsonValue): JsonValue {
  const branches = ifArguments(policy);
  if (branches === undefined) return convert(policy);
  const [condition, then, otherwise] = branches;
  const converted = (branch: JsonValue) => (isNoValue(branch) ? branch : convert(branch));
  return onlyIf(condition, converted(then), converted(otherwise));
}

// A name that is nobody's stays: it may be an ARN already, and IAM will say if it is not.
function arnOf(policy: JsonValue, { partition, managedPolicies }: SamContext): JsonValue {
  if (typeof policy !== 'string') return policy;
  const path = managedPolicyPath(policy);
  return managedPolicies[policy] ?? (path === undefined ? policy : managedPolicyArn(partition, path));
}

function inlinePolicy(logicalId: string, policy: JsonValue, index: number): JsonObject {
  const document =
    isObject(policy) && isPolicyTemplate(policy) ? expandPolicyTemplate(logicalId, policy) : policy;
  return { PolicyName: `${logicalId}RolePolicy${index}`, PolicyDocument: document };
}
