import { arn } from '../account.ts';
import type { IamState } from './state.ts';

// Members that an operation does not go by may name what the caller is allowed.
const ofGroups = /Group(?!s)/;
const ofProfiles = /InstanceProfile(Tags)?$/;
const ofPolicies = /(?<!Principal)Policy/;
const ofRoles = /(?<!^CreateServiceLinked)Role(?!s$|DeletionStatus$)/;
const ofUsers =
  /User(?!s$)|AccessKeys?$|ServiceSpecificCredentials?$|^(Deactivate|Enable|Get|List|Resync)MFADevices?$/;

/**
 * The ARNs that policies name for an operation: that of the entity, whether it exists or not, or the kind of entity
 * that it lists. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function resourcesOf(
  state: IamState,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  callerName: string | undefined,
): string[] {
  const {
    Path = '/',
    PolicyArn,
    SerialNumber,
    VirtualMFADeviceName,
    AWSServiceName,
    PolicySourceArn,
  } = input;
  const named = (kind: string, name: unknown, existing: { readonly Arn?: string | undefined } | undefined) =>
    existing?.Arn ?? arn('iam', `${kind}${Path}${name}`, { accountId: state.account.id });
  if (ofGroups.test(operation) && typeof input.GroupName === 'string')
    return [named('group', input.GroupName, state.groups.get(input.GroupName))];
  if (ofProfiles.test(operation) && typeof input.InstanceProfileName === 'string') {
    const { InstanceProfileName: name } = input;
    return [named('instance-profile', name, state.instanceProfiles.get(name))];
  }
  if (ofRoles.test(operation) && typeof input.RoleName === 'string')
    return [named('role', input.RoleName, state.roles.get(input.RoleName))];
  const userName =
    input.UserName ??
    (/User$|AccessKeys?$|^(Deactivate|List)MFADevices?$/.test(operation) ? callerName : undefined);
  if (ofUsers.test(operation) && typeof userName === 'string')
    return [named('user', userName, state.users.get(userName))];
  if (operation === 'CreateServiceLinkedRole' && typeof AWSServiceName === 'string')
    return [named(`role/aws-service-role/${AWSServiceName}`, '*', undefined)];
  if (operation === 'CreateVirtualMFADevice' && typeof VirtualMFADeviceName === 'string')
    return [named('mfa', VirtualMFADeviceName, undefined)];
  if (/MFADevice/.test(operation) && typeof SerialNumber === 'string') return [SerialNumber];
  if (operation === 'CreatePolicy') return [named('policy', input.PolicyName, undefined)];
  if (ofPolicies.test(operation) && typeof PolicyArn === 'string') return [PolicyArn];
  if (/PrincipalPolicy$/.test(operation) && typeof PolicySourceArn === 'string') return [PolicySourceArn];
  const kind = /^List(Role|User|Group|InstanceProfile)s$/.exec(operation)?.[1];
  if (kind === undefined) return ['*'];
  const words = kind === 'InstanceProfile' ? 'instance-profile' : kind.toLowerCase();
  return [arn('iam', `${words}${input.PathPrefix ?? '/'}`, { accountId: state.account.id })];
}
