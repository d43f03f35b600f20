import { collectPolicies, documentOf } from '../entity-named.ts';
import { noSuchEntity, validationError } from '../errors.ts';
import { type MarkerInput, pageByMarker } from '../page-by-marker.ts';
import type { HolderInput, HolderKind } from '../policy-holders.ts';
import type { IamState } from '../state.ts';

interface AttachmentInput extends HolderInput {
  readonly PolicyArn?: string | undefined;
}

export function attachPolicy(kind: HolderKind) {
  return (state: IamState, input: AttachmentInput): undefined => {
    const holder = kind.find(state, input);
    holder.attachedPolicyArns.add(existingPolicyArn(state, input.PolicyArn));
    collectPolicies(state, holder);
  };
}

export function listAttachedPolicies(kind: HolderKind) {
  return (
    state: IamState,
    input: HolderInput & MarkerInput & { readonly PathPrefix?: string | undefined },
  ) => {
    const { PathPrefix = '/' } = input;
    const arns = [...kind.find(state, input).attachedPolicyArns];
    const isBelow = (policyArn: string) => policyArn.slice(policyArn.indexOf('/')).startsWith(PathPrefix);
    const { items, rest } = pageByMarker(arns.filter(isBelow), input);
    const policies = items.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn }));
    return { AttachedPolicies: policies, ...rest };
  };
}

export function detachPolicy(kind: HolderKind) {
  return (state: IamState, input: AttachmentInput): undefined => {
    const holder = kind.find(state, input);
    if (!holder.attachedPolicyArns.delete(input.PolicyArn ?? '')) {
      throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
    }
    collectPolicies(state, holder);
  };
}

export function putPermissionsBoundary(kind: HolderKind) {
  return (
    state: IamState,
    input: HolderInput & { readonly PermissionsBoundary?: string | undefined },
  ): undefined => {
    const holder = kind.find(state, input);
    holder.boundaryArn = existingPolicyArn(state, input.PermissionsBoundary);
    collectPolicies(state, holder);
  };
}

export function deletePermissionsBoundary(kind: HolderKind) {
  return (state: IamState, input: HolderInput): undefined => {
    const holder = kind.find(state, input);
    holder.boundaryArn = undefined;
    collectPolicies(state, holder);
  };
}

/** The ARN of a managed policy that exists; throws AWS's error for another. */
export function existingPolicyArn(state: IamState, policyArn = ''): string {
  if (!/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+$/.test(policyArn)) {
    throw validationError('Invalid ARN:  Could not be parsed!');
  }
  if (documentOf(state, policyArn)) return policyArn;
  throw noSuchEntity(`Policy ${policyArn} does not exist or is not attachable.`);
}
