import { isRecord } from '../aws/is-record.ts';
import { type PassedRoles, roleArnsIn } from '../aws/policy/require-pass-role.ts';

/** The role with which a user pool sends SMS, and that of a group. */
export function passedToUserPool(_operation: string, input: Readonly<Record<string, unknown>>): PassedRoles {
  const settings = [input, input.SmsMfaConfiguration].filter(isRecord).map((one) => one.SmsConfiguration);
  const roleArns = settings.filter(isRecord).map(({ SnsCallerArn }) => SnsCallerArn);
  return { service: 'cognito-idp.amazonaws.com', roleArns: roleArnsIn(input.RoleArn, ...roleArns) };
}

/** The roles of an identity pool, those of its rules too. */
export function passedToIdentityPool(
  operation: string,
  { Roles, RoleMappings }: Readonly<Record<string, unknown>>,
): PassedRoles {
  const service = 'cognito-identity.amazonaws.com';
  if (operation !== 'SetIdentityPoolRoles') return { service, roleArns: [] };
  const mappings = isRecord(RoleMappings) ? Object.values(RoleMappings).filter(isRecord) : [];
  const rules = mappings.flatMap(({ RulesConfiguration: rules }) =>
    isRecord(rules) && Array.isArray(rules.Rules) ? rules.Rules.filter(isRecord) : [],
  );
  const ofRules = rules.map(({ RoleARN }) => RoleARN);
  return { service, roleArns: roleArnsIn(...Object.values(isRecord(Roles) ? Roles : {}), ...ofRules) };
}
