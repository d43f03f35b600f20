import type { AssumeRoleCommandInput, AssumeRoleCommandOutput, Tag } from '@aws-sdk/client-sts';
import { evaluatePolicies, type Principal } from '../../aws/policy/evaluate-policies.ts';
import type { RequestContext } from '../../aws/policy/policy-variables.ts';
import { accessOf, contextOf } from '../../aws/policy/require-access.ts';
import { queryAccessDenied } from '../../aws/query-protocol.ts';
import type { CallContext, Caller } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidValue } from '../errors.ts';
import { mfaTime } from '../mfa-time.ts';
import { type Assumption, assumedRoleUser, lifetimeMsOf, readAssumption } from '../read-assumption.ts';
import { sessionPolicies } from '../session-policies.ts';
import type { StsState } from '../state.ts';

const offered = [
  ...['DurationSeconds', 'ExternalId', 'Policy', 'PolicyArns', 'RoleArn', 'RoleSessionName'],
  ...['SerialNumber', 'SourceIdentity', 'Tags', 'TokenCode', 'TransitiveTagKeys'],
];
const maxTags = 50;

/**
 * Credentials of a role for a caller whom the role trusts, with tags that its policies can name as
 * `${aws:PrincipalTag/key}`. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(
  state: StsState,
  input: AssumeRoleCommandInput,
  { caller }: CallContext,
): Omit<AssumeRoleCommandOutput, '$metadata'> {
  if (!caller) throw queryAccessDenied('Roles are assumed with a signature.');
  const assumption = readAssumption(state, 'AssumeRole', offered, input);
  const own = tagsOf(input.Tags);
  const transitive = transitiveTags(caller, own, input.TransitiveTagKeys);
  const tags = new Map([...transitive.inherited, ...own]);
  const sourceIdentity = sourceIdentityOf(caller, input.SourceIdentity);
  const mfaAt = mfaTime(state, caller, input);
  const context = {
    ...contextOf(mfaAt === undefined ? caller : { ...caller, accessKeyId: 'ASIA', mfaAt }),
    ...requestContext(input, tags),
    ...(sourceIdentity !== undefined && { 'sts:SourceIdentity': sourceIdentity }),
  };
  requireTrust(assumption, caller, 'sts:AssumeRole', context);
  if (own.size > 0) requireTrust(assumption, caller, 'sts:TagSession', context);
  if (sourceIdentity !== undefined) requireTrust(assumption, caller, 'sts:SetSourceIdentity', context);
  const { roleArn, sessionName } = assumption;
  const Credentials = state.iam.assumeRole(roleArn, sessionName, {
    tags: Object.fromEntries(tags),
    transitiveTagKeys: transitive.keys,
    sourceIdentity,
    mfaAt,
    sessionPolicies: sessionPolicies(state, input),
    lifetimeMs: lifetimeMsOf(input, assumption, caller.roleArn !== undefined),
  });
  return {
    Credentials,
    AssumedRoleUser: assumedRoleUser(assumption),
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
  };
}

/**
 * A role may name the caller, who needs nothing else then, or the caller's account, whose own policies decide.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
function requireTrust(
  { roleArn, trust: policies }: Assumption,
  caller: Caller,
  action: string,
  context: RequestContext,
): void {
  const trustOf = (principal: Principal) =>
    evaluatePolicies(policies, { action, resource: '*', principal, context });
  const own: Principal = { type: 'AWS', value: caller.roleArn ?? caller.arn };
  const trust = trustOf({ ...own, accountId: caller.accountId });
  const access = accessOf(caller, action, roleArn, context);
  const isAllowed = trustOf(own) === 'allow' ? access !== 'explicit-deny' : access === 'allow';
  if (trust === 'allow' && isAllowed) return;
  throw queryAccessDenied(
    `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${roleArn}`,
  );
}

function requestContext(
  { ExternalId, RoleSessionName = '' }: AssumeRoleCommandInput,
  tags: ReadonlyMap<string, string>,
): RequestContext {
  return {
    'sts:RoleSessionName': RoleSessionName,
    ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
    ...Object.fromEntries([...tags].map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(tags.size > 0 && { 'aws:TagKeys': [...tags.keys()] }),
  };
}

/** The identity that the first session of a chain was given stays that of all that follow. */
function sourceIdentityOf({ sourceIdentity }: Caller, given: string | undefined): string | undefined {
  if (given === undefined) return sourceIdentity;
  if (!/^(?!aws:)[\w+=,.@-]{2,64}$/.test(given))
    throw invalidValue('sourceIdentity', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  if (sourceIdentity === undefined || sourceIdentity === given) return given;
  throw queryAccessDenied('The source identity of a session cannot be changed.');
}

/** The tags that the calling session passes on to every role that it assumes, and those that the new session will. */
function transitiveTags(
  { principalTags = {}, transitiveTagKeys = [] }: Caller,
  own: ReadonlyMap<string, string>,
  given: readonly string[] | undefined,
): { inherited: Map<string, string>; keys: string[] } {
  const asked = (given || []).map((key) => key.toLowerCase());
  const names = new Set([...own.keys()].map((key) => key.toLowerCase()));
  if (asked.some((key) => !names.has(key)))
    throw invalidTags('The specified transitive tag key must be included in the requested tags.');
  if (transitiveTagKeys.some((key) => names.has(key.toLowerCase())))
    throw invalidTags(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  const inherited = transitiveTagKeys.map((key) => [key, principalTags[key] ?? ''] as const);
  const added = [...own.keys()].filter((key) => asked.includes(key.toLowerCase()));
  return { inherited: new Map(inherited), keys: [...transitiveTagKeys, ...added] };
}

function invalidTags(message: string): ServiceError {
  return new ServiceError('InvalidParameterValue', message);
}

function tagsOf(given: readonly Tag[] | undefined): Map<string, string> {
  const tags = new Map<string, string>();
  const keys = new Set<string>();
  if ((given?.length ?? 0) > maxTags) throw invalidValue('tags', `Member must have at most ${maxTags} items`);
  for (const { Key = '', Value = '' } of given || []) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(Key)) throw invalidValue('tags.key', tagPattern);
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(Value)) throw invalidValue('tags.value', tagPattern);
    if (keys.has(Key.toLowerCase())) {
      throw invalidTags('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    }
    keys.add(Key.toLowerCase());
    tags.set(Key, Value);
  }
  return tags;
}

const tagPattern = 'Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*';
