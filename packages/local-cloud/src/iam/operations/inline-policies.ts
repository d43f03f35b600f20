import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { collectPolicies, requiredName } from '../entity-named.ts';
import { noSuchEntity } from '../errors.ts';
import { type MarkerInput, pageByMarker } from '../page-by-marker.ts';
import type { HolderInput, HolderKind } from '../policy-holders.ts';
import type { IamState, InlinePolicy } from '../state.ts';

interface NamedPolicyInput extends HolderInput {
  readonly PolicyName?: string | undefined;
}

interface PutPolicyInput extends NamedPolicyInput {
  readonly PolicyDocument?: string | undefined;
}

export function putInlinePolicy(kind: HolderKind) {
  return (state: IamState, input: PutPolicyInput): undefined => {
    const holder = kind.find(state, input);
    const name = requiredName(input.PolicyName, 'policyName');
    const { PolicyDocument: text = '' } = input;
    holder.inlinePolicies.set(name, { text, document: parsePolicy(text) });
    collectPolicies(state, holder);
  };
}

export function getInlinePolicy(kind: HolderKind) {
  return (state: IamState, input: NamedPolicyInput) => ({
    [kind.member]: input[kind.member],
    PolicyName: input.PolicyName,
    PolicyDocument: encodeURIComponent(inlinePolicy(kind, state, input).text),
  });
}

export function listInlinePolicies(kind: HolderKind) {
  return (state: IamState, input: HolderInput & MarkerInput) => {
    const { items, rest } = pageByMarker([...kind.find(state, input).inlinePolicies.keys()], input);
    return { PolicyNames: items, ...rest };
  };
}

export function deleteInlinePolicy(kind: HolderKind) {
  return (state: IamState, input: NamedPolicyInput): undefined => {
    inlinePolicy(kind, state, input);
    const holder = kind.find(state, input);
    holder.inlinePolicies.delete(input.PolicyName ?? '');
    collectPolicies(state, holder);
  };
}

function inlinePolicy(kind: HolderKind, state: IamState, input: NamedPolicyInput): InlinePolicy {
  const policy = kind.find(state, input).inlinePolicies.get(input.PolicyName ?? '');
  if (policy) return policy;
  throw noSuchEntity(`The ${kind.noun} policy with name ${input.PolicyName} cannot be found.`);
}
