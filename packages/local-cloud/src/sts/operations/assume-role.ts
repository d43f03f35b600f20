import type { AssumeRoleCommandInput, AssumeRoleCommandOutput, Tag } from '@aws-sdk/client-sts';
import { evaluatePolicies, type Principal } from '../../aws/policy/evaluate-policies.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { accessOf, contextOf } from '../../aws/policy/require-access.ts';
import type { CallContext, Caller } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { RoleRecord } from '../../iam/state.ts';
import type { StsState } from '../state.ts';

const offered = ['DurationSeconds', 'ExternalId', 'RoleArn', 'RoleSessionName', 'Tags', 'TransitiveTagKeys'];
const maxTags = 50;

/**
 * Credentials of a role for a caller whom the role trusts, with tags that its policies can name as
 * `${aws:PrincipalTag/key}`. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(
  { iam }: StsState,
  input: AssumeRoleCommandInput,
  { caller }: CallContext,
): Omit<AssumeRoleCommandOutput, '$metadata'> {
  const other = Object.keys(input).find((name) => !['Action', 'Version', ...offered].includes(name));
  if (other) throw invalid(`${other} of AssumeRole is not offered by this embedded cloud.`);
  if (!caller) throw new ServiceError('AccessDenied', 'Roles are assumed with a signature.', 403);
  const { RoleArn: roleArn = '', RoleSessionName: sessionName = '' } = input;
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw invalidValue(
      'roleSessionName',
      'Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}',
    );
  }
  const tags = tagsOf(input.Tags);
  const role = [...iam.roles.values()].find(({ Arn }) => Arn === roleArn);
  requireTrust(role, roleArn, caller, 'sts:AssumeRole', input, tags);
  if (tags.size > 0) requireTrust(role, roleArn, caller, 'sts:TagSession', input, tags);
  const Credentials = iam.assumeRole(roleArn, sessionName, {
    tags: Object.fromEntries(tags),
    lifetimeMs: durationOf(input, role, caller) * 1000,
  });
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const Arn = `arn:aws:sts::${caller.accountId}:assumed-role/${roleName}/${sessionName}`;
  return { Credentials, AssumedRoleUser: { AssumedRoleId: `${role?.RoleId}:${sessionName}`, Arn } };
}

/**
 * A role may name the caller, who needs nothing else then, or the caller's account, whose own policies decide.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
function requireTrust(
  role: RoleRecord | undefined,
  roleArn: string,
  caller: Caller,
  action: string,
  { ExternalId }: AssumeRoleCommandInput,
  tags: ReadonlyMap<string, string>,
): void {
  const context = {
    ...contextOf(caller),
    ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
    ...Object.fromEntries([...tags].map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(tags.size > 0 && { 'aws:TagKeys': [...tags.keys()] }),
  };
  const policies = role?.AssumeRolePolicyDocument ? [parsePolicy(role.AssumeRolePolicyDocument)] : [];
  const trustOf = (principal: Principal) =>
    evaluatePolicies(policies, { action, resource: '*', principal, context });
  const own: Principal = { type: 'AWS', value: caller.roleArn ?? caller.arn };
  const trust = trustOf({ ...own, accountId: caller.accountId });
  const access = accessOf(caller, action, roleArn);
  const isAllowed = trustOf(own) === 'allow' ? access !== 'explicit-deny' : access === 'allow';
  if (trust === 'allow' && isAllowed) return;
  throw new ServiceError(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${roleArn}`,
    403,
  );
}

/** In seconds. A role that assumes another one gets an hour at most. */
function durationOf(
  { DurationSeconds }: AssumeRoleCommandInput,
  role: RoleRecord | undefined,
  caller: Caller,
): number {
  const seconds = Number(DurationSeconds ?? 3600);
  if (!(seconds >= 900)) {
    throw invalidValue('durationSeconds', 'Member must have value greater than or equal to 900');
  }
  if (caller.roleArn && seconds > 3600) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (seconds > (role?.MaxSessionDuration ?? 3600)) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return seconds;
}

function tagsOf(given: readonly Tag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  const keys = new Set<string>();
  if ((given?.length ?? 0) > maxTags) throw invalidValue('tags', `Member must have at most ${maxTags} items`);
  for (const { Key = '', Value = '' } of given || []) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(Key)) throw invalidValue('tags.key', tagPattern);
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(Value)) throw invalidValue('tags.value', tagPattern);
    if (keys.has(Key.toLowerCase())) {
      const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
      throw new ServiceError('InvalidParameterValue', message);
    }
    keys.add(Key.toLowerCase());
    tags.set(Key, Value);
  }
  return tags;
}

const tagPattern = 'Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*';

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

function invalidValue(name: string, constraint: string): ServiceError {
  return invalid(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}
