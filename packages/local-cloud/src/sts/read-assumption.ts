import { type PolicyDocument, parsePolicy } from '../aws/policy/policy-document.ts';
import type { RoleRecord } from '../iam/state.ts';
import { invalid, invalidValue } from './errors.ts';
import type { StsState } from './state.ts';

interface AssumptionInput {
  readonly RoleArn?: string | undefined;
  readonly RoleSessionName?: string | undefined;
  readonly DurationSeconds?: number | undefined;
}

/** The role that is asked for. A caller who may not assume it does not learn whether it exists. */
export interface Assumption {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly role: RoleRecord | undefined;
  /** Its trust policy; empty for a role that does not exist, which trusts nobody. */
  readonly trust: readonly PolicyDocument[];
}

/** Throws for a member that would have no effect here, and for a name that AWS does not take. */
export function readAssumption(
  { iam }: StsState,
  operation: string,
  offered: readonly string[],
  input: AssumptionInput,
): Assumption {
  const other = Object.keys(input).find((name) => !['Action', 'Version', ...offered].includes(name));
  if (other) throw invalid(`${other} of ${operation} is not offered by this embedded cloud.`);
  const { RoleArn: roleArn = '', RoleSessionName: sessionName = '' } = input;
  if (!/^[\w+=,.@-]*$/.test(sessionName)) {
    throw invalid(
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  if (sessionName.length < 2 || sessionName.length > 64)
    throw invalidValue('roleSessionName', 'Member must have a length of 2 to 64');
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(roleArn)) throw invalid(`${roleArn} is invalid`);
  const role = [...iam.roles.values()].find(({ Arn }) => Arn === roleArn);
  const trust = role?.AssumeRolePolicyDocument ? [parsePolicy(role.AssumeRolePolicyDocument)] : [];
  return { roleArn, sessionName, role, trust };
}

/** A role that assumes another one gets an hour at most. */
export function lifetimeMsOf(
  { DurationSeconds }: AssumptionInput,
  { role }: Assumption,
  isByRole = false,
): number {
  const seconds = Number(DurationSeconds ?? 3600);
  if (!(seconds >= 900)) {
    throw invalidValue('durationSeconds', 'Member must have value greater than or equal to 900');
  }
  if (isByRole && seconds > 3600) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (seconds > (role?.MaxSessionDuration ?? 3600)) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return seconds * 1000;
}

export function assumedRoleUser({ roleArn, sessionName, role }: Assumption) {
  const [, , , , accountId] = roleArn.split(':');
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return {
    AssumedRoleId: `${role?.RoleId}:${sessionName}`,
    Arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
  };
}
