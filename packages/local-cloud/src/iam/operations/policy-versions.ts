import type {
  CreatePolicyVersionCommandInput,
  CreatePolicyVersionCommandOutput,
  DeletePolicyVersionCommandInput,
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
  ListPolicyVersionsCommandInput,
  ListPolicyVersionsCommandOutput,
  SetDefaultPolicyVersionCommandInput,
} from '@aws-sdk/client-iam';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { awsPolicy } from '../aws-policies.ts';
import { collectPolicies, policyHolders } from '../entity-named.ts';
import { deleteConflict, limitExceeded, noSuchEntity } from '../errors.ts';

import { pageByMarker } from '../page-by-marker.ts';
import type { IamState, ManagedPolicy, PolicyVersion } from '../state.ts';
import { policyWithArn } from './managed-policies.ts';

const maxVersions = 5;

export function createPolicyVersion(
  state: IamState,
  { PolicyArn, PolicyDocument: text = '', SetAsDefault }: CreatePolicyVersionCommandInput,
): Omit<CreatePolicyVersionCommandOutput, '$metadata'> {
  const policy = policyWithArn(state, PolicyArn);
  const document = parsePolicy(text);
  if (policy.versions.size >= maxVersions) {
    throw limitExceeded(
      `A managed policy can have up to ${maxVersions} versions. Before you create a new version, you must delete an existing version.`,
    );
  }
  policy.newestVersion += 1;
  const id = `v${policy.newestVersion}`;
  const version = { text, document, createDate: new Date() };
  policy.versions.set(id, version);
  policy.updateDate = version.createDate;
  if (String(SetAsDefault) === 'true') setDefault(state, policy, id);
  return { PolicyVersion: describe(policy, id, version) };
}

export function getPolicyVersion(
  state: IamState,
  { PolicyArn = '', VersionId = '' }: GetPolicyVersionCommandInput,
): Omit<GetPolicyVersionCommandOutput, '$metadata'> {
  const ofAws = VersionId === 'v1' ? awsPolicy(PolicyArn) : undefined;
  if (ofAws) {
    const Document = encodeURIComponent(JSON.stringify(ofAws));
    return { PolicyVersion: { VersionId, IsDefaultVersion: true, Document } };
  }
  const policy = policyWithArn(state, PolicyArn);
  const version = versionOf(policy, VersionId);
  return {
    PolicyVersion: { ...describe(policy, VersionId, version), Document: encodeURIComponent(version.text) },
  };
}

export function listPolicyVersions(
  state: IamState,
  input: ListPolicyVersionsCommandInput,
): Omit<ListPolicyVersionsCommandOutput, '$metadata'> {
  const { items, rest } = pageByMarker(versionsOf(state, input.PolicyArn), input);
  return { Versions: items, ...rest };
}

type Versions = NonNullable<ListPolicyVersionsCommandOutput['Versions']>;

/** The newest first. */
function versionsOf(state: IamState, policyArn: string | undefined): Versions {
  if (awsPolicy(policyArn ?? '')) return [{ VersionId: 'v1', IsDefaultVersion: true }];
  const policy = policyWithArn(state, policyArn);
  return [...policy.versions].reverse().map(([id, version]) => describe(policy, id, version));
}

export function setDefaultPolicyVersion(
  state: IamState,
  { PolicyArn, VersionId = '' }: SetDefaultPolicyVersionCommandInput,
): undefined {
  const policy = policyWithArn(state, PolicyArn);
  versionOf(policy, VersionId);
  policy.updateDate = new Date();
  setDefault(state, policy, VersionId);
}

export function deletePolicyVersion(
  state: IamState,
  { PolicyArn, VersionId = '' }: DeletePolicyVersionCommandInput,
): undefined {
  const policy = policyWithArn(state, PolicyArn);
  versionOf(policy, VersionId);
  if (VersionId === policy.defaultVersionId) {
    throw deleteConflict('Cannot delete the default version of a policy.');
  }
  policy.versions.delete(VersionId);
}

function setDefault(state: IamState, policy: ManagedPolicy, versionId: string): void {
  policy.defaultVersionId = versionId;
  for (const holder of policyHolders(state)) {
    const { attachedPolicyArns, boundaryArn } = holder;
    if (attachedPolicyArns.has(policy.arn) || boundaryArn === policy.arn) collectPolicies(state, holder);
  }
}

function versionOf({ arn, versions }: ManagedPolicy, versionId: string): PolicyVersion {
  const version = versions.get(versionId);
  if (version) return version;
  throw noSuchEntity(`Policy ${arn} version ${versionId} does not exist or is not attachable.`);
}

function describe({ defaultVersionId }: ManagedPolicy, VersionId: string, { createDate }: PolicyVersion) {
  return { VersionId, IsDefaultVersion: VersionId === defaultVersionId, CreateDate: createDate };
}
