import { randomBytes } from 'node:crypto';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import { awsPolicy } from './aws-policies.ts';
import { invalidValue, noSuchEntity } from './errors.ts';
import type {
  GroupRecord,
  IamState,
  InstanceProfileRecord,
  MfaDevice,
  PolicyHolder,
  RoleRecord,
  UserRecord,
} from './state.ts';

export function roleNamed(state: IamState, name: string | undefined): RoleRecord {
  return existing(state.roles.get(requiredName(name, 'roleName')), 'role', name);
}

export function userNamed(state: IamState, name: string | undefined): UserRecord {
  return existing(state.users.get(requiredName(name, 'userName')), 'user', name);
}

export function groupNamed(state: IamState, name: string | undefined): GroupRecord {
  return existing(state.groups.get(requiredName(name, 'groupName')), 'group', name);
}

export function instanceProfileNamed(state: IamState, name: string | undefined): InstanceProfileRecord {
  const profile = state.instanceProfiles.get(requiredName(name, 'instanceProfileName'));
  if (profile) return profile;
  throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
}

export function mfaDeviceWith(state: IamState, serialNumber: string | undefined): MfaDevice {
  const device = state.mfaDevices.get(serialNumber ?? '');
  if (device) return device;
  throw noSuchEntity(`VirtualMFADevice with serial number ${serialNumber} does not exist.`);
}

function existing<Entity>(entity: Entity | undefined, kind: string, name: string | undefined): Entity {
  if (entity) return entity;
  throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
}

export function requiredName(value: string | undefined, name: string, maxLength = 128): string {
  if (value && value.length <= maxLength && /^[\w+=,.@-]+$/.test(value)) return value;
  const received = JSON.stringify(value ?? null);
  throw invalidValue(name, `expected 1 to ${maxLength} of the characters [\\w+=,.@-], received ${received}`);
}

/** Where an entity stands in its ARN: `/` unless given. */
export function pathOf(path = '/'): string {
  if (/^\/([!-\u007f]{0,510}\/)?$/.test(path)) return path;
  throw invalidValue('path', '(\\u002F)|(\\u002F[\\u0021-\\u007F]+\\u002F)');
}

/** `AROA…`, `AIDA…`: the first four letters say what it is of. */
export function uniqueId(prefix: string): string {
  return prefix + randomBytes(8).toString('hex').toUpperCase();
}

/** Must be called after each change of an entity's policies. */
export function collectPolicies(state: IamState, holder: PolicyHolder): void {
  const managed = [...holder.attachedPolicyArns].map((policyArn) => documentOf(state, policyArn));
  const inline = [...holder.inlinePolicies.values()].map(({ document }) => document);
  const boundary = holder.boundaryArn === undefined ? undefined : boundaryOf(state, holder.boundaryArn);
  holder.policies = [...managed, ...inline, boundary].filter((policy) => policy !== undefined);
}

/** What a managed policy allows: AWS's, or the account's in its default version. */
export function documentOf({ managedPolicies }: IamState, policyArn: string): PolicyDocument | undefined {
  const own = managedPolicies.get(policyArn);
  return own ? own.versions.get(own.defaultVersionId)?.document : awsPolicy(policyArn);
}

/** A boundary that was deleted allows nothing. */
function boundaryOf(state: IamState, policyArn: string): PolicyDocument {
  return { Statement: [], ...documentOf(state, policyArn), limit: 'permissions boundary' };
}

/** The entities that have policies: roles, users and groups. */
export function policyHolders({ roles, users, groups }: IamState): PolicyHolder[] {
  return [...roles.values(), ...users.values(), ...groups.values()];
}
