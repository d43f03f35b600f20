import type { MappingRule } from '@aws-sdk/client-cognito-identity';
import { evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { notAuthorized } from '../errors.ts';
import type { IdentityPoolRecord, IdentityPoolsState } from './state.ts';
import type { Login } from './verify-logins.ts';

/** The role whose credentials an identity gets. Throws unless the role trusts the pool. */
export function chooseRole(
  state: IdentityPoolsState,
  pool: IdentityPoolRecord,
  login: Login | undefined,
  customRoleArn: string | undefined,
): string {
  const arn = login ? roleOfUser(pool, login, customRoleArn) : pool.roles.unauthenticated;
  const role = [...state.iam.roles.values()].find(({ Arn }) => Arn === arn);
  if (!role?.AssumeRolePolicyDocument) throw invalidConfiguration();
  const decision = evaluatePolicies([parsePolicy(role.AssumeRolePolicyDocument)], {
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: '*',
    principal: { type: 'Federated', value: 'cognito-identity.amazonaws.com' },
    context: {
      'cognito-identity.amazonaws.com:aud': pool.id,
      'cognito-identity.amazonaws.com:amr': login ? ['authenticated', login.provider] : ['unauthenticated'],
    },
  });
  if (decision !== 'allow') throw invalidConfiguration();
  return role.Arn;
}

function roleOfUser(pool: IdentityPoolRecord, login: Login, custom: string | undefined): string | undefined {
  const { claims } = login;
  if (custom !== undefined) {
    if (listOf(claims['cognito:roles']).includes(custom)) return custom;
    throw notAuthorized('The CustomRoleArn is not among the roles of the login token.');
  }
  const mapping = pool.roleMappings[`${login.provider}:${login.clientId}`];
  if (!mapping) return pool.roles.authenticated;
  const preferred = claims['cognito:preferred_role'];
  const chosen =
    mapping.Type === 'Token'
      ? preferred
      : mapping.RulesConfiguration?.Rules?.find((rule) => holds(rule, claims))?.RoleARN;
  if (chosen !== undefined) return String(chosen);
  if (mapping.AmbiguousRoleResolution === 'AuthenticatedRole') return pool.roles.authenticated;
  throw notAuthorized('No role matches the login token, and the identity pool denies the request then.');
}

function holds({ Claim = '', MatchType, Value = '' }: MappingRule, claims: Login['claims']): boolean {
  const claim = claims[Claim];
  const text = Array.isArray(claim) ? claim.join(',') : String(claim ?? '');
  if (MatchType === 'Equals') return text === Value;
  if (MatchType === 'NotEqual') return text !== Value;
  if (MatchType === 'StartsWith') return claim !== undefined && text.startsWith(Value);
  return claim !== undefined && text.includes(Value);
}

function listOf(claim: unknown): unknown[] {
  return Array.isArray(claim) ? claim : [];
}

function invalidConfiguration(): ServiceError {
  return new ServiceError(
    'InvalidIdentityPoolConfigurationException',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  );
}
