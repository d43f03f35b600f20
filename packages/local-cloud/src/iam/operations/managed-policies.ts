import { randomBytes } from 'node:crypto';
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
import { pageOf } from '../../aws/page-of.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { awsPolicy } from '../aws-policies.ts';
import { deleteConflict, entityAlreadyExists, invalidInput, invalidValue, noSuchEntity } from '../errors.ts';
import { requiredName } from '../role-named.ts';
import type { IamState, ManagedPolicy } from '../state.ts';

export function createPolicy(
  state: IamState,
  { PolicyName, Path: path = '/', PolicyDocument: text = '', Description, Tags }: CreatePolicyCommandInput,
): Omit<CreatePolicyCommandOutput, '$metadata'> {
  const name = requiredName(PolicyName, 'policyName');
  if (!/^\/([!-\u007f]{0,510}\/)?$/.test(path))
    throw invalidValue('path', '(\\u002F)|(\\u002F[\\u0021-\\u007F]+\\u002F)');
  if ([...state.managedPolicies.values()].some((policy) => policy.name === name)) {
    throw entityAlreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  }
  const createDate = new Date();
  const policy: ManagedPolicy = {
    arn: arn('iam', `policy${path}${name}`, { accountId: state.account.id }),
    id: `ANPA${randomBytes(8).toString('hex').toUpperCase()}`,
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
  { Scope = 'All', OnlyAttached, PathPrefix = '/', Marker, MaxItems = 100 }: ListPoliciesCommandInput,
): Omit<ListPoliciesCommandOutput, '$metadata'> {
  if (!['All', 'AWS', 'Local'].includes(Scope))
    throw invalidValue('scope', 'Member must satisfy enum value set: [All, AWS, Local]');
  const own = [...state.managedPolicies.values()].map((policy) => describe(state, policy));
  const ofAws = Array.from(managedPolicyPaths(), (path) =>
    describeAwsPolicy(state, `arn:aws:iam::aws:policy/${path}`),
  );
  const all = [...(Scope === 'AWS' ? [] : own), ...(Scope === 'Local' ? [] : ofAws)].filter(
    ({ Path, AttachmentCount }) =>
      Path?.startsWith(PathPrefix) && (String(OnlyAttached) !== 'true' || AttachmentCount),
  );
  const page = { token: Marker, size: MaxItems, maxSize: 1000 };
  const { items, nextToken } = pageOf(all, page, (member) =>
    invalidInput(
      `Expected a ${member === 'token' ? 'Marker of an earlier page' : 'number from 1 for MaxItems'}.`,
    ),
  );
  return { Policies: items, IsTruncated: nextToken !== undefined, Marker: nextToken };
}

export function listEntitiesForPolicy(
  state: IamState,
  { PolicyArn = '' }: ListEntitiesForPolicyCommandInput,
): Omit<ListEntitiesForPolicyCommandOutput, '$metadata'> {
  if (!awsPolicy(PolicyArn)) policyWithArn(state, PolicyArn);
  const roles = attachedRoles(state, PolicyArn).map(({ RoleName, RoleId }) => ({ RoleName, RoleId }));
  return { PolicyRoles: roles, PolicyGroups: [], PolicyUsers: [], IsTruncated: false };
}

export function deletePolicy(state: IamState, { PolicyArn }: DeletePolicyCommandInput): undefined {
  const policy = policyWithArn(state, PolicyArn);
  if (attachedRoles(state, policy.arn).length > 0) {
    throw deleteConflict('Cannot delete a policy attached to entities.');
  }
  if (policy.versions.size > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  state.managedPolicies.delete(policy.arn);
}

export function attachedRoles({ roles }: IamState, policyArn: string) {
  return [...roles.values()].filter(({ attachedPolicyArns }) => attachedPolicyArns.has(policyArn));
}

function describe(state: IamState, policy: ManagedPolicy): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachedRoles(state, policy.arn).length,
    PermissionsBoundaryUsageCount: 0,
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
    AttachmentCount: attachedRoles(state, policyArn).length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
  };
}
