import type {
  CreatePolicyCommandInput,
  CreatePolicyCommandOutput,
  DeletePolicyCommandInput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  ListEntitiesForPolicyCommandInput,
  ListEntitiesForPolicyCommandOutput,
  ListPoliciesCommandInput,
  ListPoliciesCommandOutput,
  Policy,
} from '@aws-sdk/client-iam';
import { managedPolicyPaths } from '@samples/sam-transform';
import { arn } from '../../account.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { awsPolicy } from '../aws-policies.ts';
import { pathOf, policyHolders, requiredName, uniqueId } from '../entity-named.ts';
import { deleteConflict, entityAlreadyExists, invalidValue, noSuchEntity } from '../errors.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { IamState, ManagedPolicy, PolicyHolder } from '../state.ts';

export function createPolicy(
  state: IamState,
  { PolicyName, Path, PolicyDocument: text = '', Description, Tags }: CreatePolicyCommandInput,
): Omit<CreatePolicyCommandOutput, '$metadata'> {
  const name = requiredName(PolicyName, 'policyName');
  const path = pathOf(Path);
  if ([...state.managedPolicies.values()].some((policy) => policy.name === name)) {
    throw entityAlreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  }
  const createDate = new Date();
  const policy: ManagedPolicy = {
    arn: arn('iam', `policy${path}${name}`, { accountId: state.account.id }),
    id: uniqueId('ANPA'),
    name,
    path,
    description: Description,
    createDate,
    updateDate: createDate,
    tags: Tags || [],
    defaultVersionId: 'v1',
    newestVersion: 1,
    versions: new Map([['v1', { text, document: parsePolicy(text), createDate }]]),
  };
  state.managedPolicies.set(policy.arn, policy);
  return { Policy: describe(state, policy) };
}

export function getPolicy(
  state: IamState,
  { PolicyArn = '' }: GetPolicyCommandInput,
): Omit<GetPolicyCommandOutput, '$metadata'> {
  if (awsPolicy(PolicyArn)) return { Policy: describeAwsPolicy(state, PolicyArn) };
  const policy = policyWithArn(state, PolicyArn);
  return { Policy: { ...describe(state, policy), Description: policy.description, Tags: [...policy.tags] } };
}

/** The one of the account with this ARN. */
export function policyWithArn(state: IamState, policyArn: string | undefined): ManagedPolicy {
  const policy = state.managedPolicies.get(policyArn ?? '');
  if (policy) return policy;
  throw noSuchEntity(`Policy ${policyArn} was not found.`);
}

export function listPolicies(
  state: IamState,
  input: ListPoliciesCommandInput,
): Omit<ListPoliciesCommandOutput, '$metadata'> {
  const { Scope = 'All', OnlyAttached, PathPrefix = '/', PolicyUsageFilter } = input;
  if (!['All', 'AWS', 'Local'].includes(Scope))
    throw invalidValue('scope', 'Member must satisfy enum value set: [All, AWS, Local]');
  const own = [...state.managedPolicies.values()].map((policy) => describe(state, policy));
  const ofAws = Array.from(managedPolicyPaths(), (path) =>
    describeAwsPolicy(state, `arn:aws:iam::aws:policy/${path}`),
  );
  const all = [...(Scope === 'AWS' ? [] : own), ...(Scope === 'Local' ? [] : ofAws)].filter(
    ({ Path, AttachmentCount, PermissionsBoundaryUsageCount }) =>
      Path?.startsWith(PathPrefix) &&
      (String(OnlyAttached) !== 'true' || AttachmentCount) &&
      (PolicyUsageFilter !== 'PermissionsBoundary' || PermissionsBoundaryUsageCount),
  );
  const { items, rest } = pageByMarker(all, input);
  return { Policies: items, ...rest };
}

export function listEntitiesForPolicy(
  state: IamState,
  input: ListEntitiesForPolicyCommandInput,
): Omit<ListEntitiesForPolicyCommandOutput, '$metadata'> {
  const { PolicyArn = '', EntityFilter, PathPrefix = '/', PolicyUsageFilter } = input;
  if (!awsPolicy(PolicyArn)) policyWithArn(state, PolicyArn);
  const isBoundary = PolicyUsageFilter === 'PermissionsBoundary';
  const isMeant = ({
    Path,
    attachedPolicyArns,
    boundaryArn,
  }: PolicyHolder & { readonly Path?: string | undefined }) =>
    Path?.startsWith(PathPrefix) &&
    (isBoundary ? boundaryArn === PolicyArn : attachedPolicyArns.has(PolicyArn));
  const isOf = (kind: string) => EntityFilter === undefined || EntityFilter === kind;
  const { roles, users, groups } = state;
  const all = [
    ...(isOf('Group') ? [...groups.values()] : []),
    ...(isOf('User') ? [...users.values()] : []),
    ...(isOf('Role') ? [...roles.values()] : []),
  ];
  const { items, rest } = pageByMarker(all.filter(isMeant), input);
  return {
    PolicyGroups: items.flatMap((one) =>
      'GroupName' in one ? [{ GroupName: one.GroupName, GroupId: one.GroupId }] : [],
    ),
    PolicyUsers: items.flatMap((one) =>
      'UserName' in one ? [{ UserName: one.UserName, UserId: one.UserId }] : [],
    ),
    PolicyRoles: items.flatMap((one) =>
      'RoleName' in one ? [{ RoleName: one.RoleName, RoleId: one.RoleId }] : [],
    ),
    ...rest,
  };
}

export function deletePolicy(state: IamState, { PolicyArn }: DeletePolicyCommandInput): undefined {
  const policy = policyWithArn(state, PolicyArn);
  if (attachedHolders(state, policy.arn).length > 0) {
    throw deleteConflict('Cannot delete a policy attached to entities.');
  }
  if (policy.versions.size > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  state.managedPolicies.delete(policy.arn);
}

function attachedHolders(state: IamState, policyArn: string): PolicyHolder[] {
  return policyHolders(state).filter(({ attachedPolicyArns }) => attachedPolicyArns.has(policyArn));
}

function boundaryCount(state: IamState, policyArn: string): number {
  return policyHolders(state).filter(({ boundaryArn }) => boundaryArn === policyArn).length;
}

function describe(state: IamState, policy: ManagedPolicy): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachedHolders(state, policy.arn).length,
    PermissionsBoundaryUsageCount: boundaryCount(state, policy.arn),
    IsAttachable: true,
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
  };
}

function describeAwsPolicy(state: IamState, policyArn: string): Policy {
  const [, path = '', name = ''] = /:policy(\/(?:.*\/)?)([^/]+)$/.exec(policyArn) ?? [];
  return {
    PolicyName: name,
    Arn: policyArn,
    Path: path,
    DefaultVersionId: 'v1',
    AttachmentCount: attachedHolders(state, policyArn).length,
    PermissionsBoundaryUsageCount: boundaryCount(state, policyArn),
    IsAttachable: true,
  };
}
