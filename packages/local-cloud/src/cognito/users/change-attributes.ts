import type {
  CodeDeliveryDetailsType,
  VerifiedAttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aliasExists, invalidParameter } from '../errors.ts';
import type { CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { type CodeReason, sendCode } from './codes.ts';
import { withAttribute } from './find-user.ts';

/** Sets attributes, and sends codes to new e-mail addresses and phone numbers that the pool verifies. */
export async function changeAttributes(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  changes: ReadonlyMap<string, string>,
  reason: Omit<CodeReason, 'source'> = {},
): Promise<CodeDeliveryDetailsType[]> {
  requireFree(pool, user, changes);
  const toVerify: VerifiedAttributeType[] = [];
  for (const [name, value] of changes) {
    if (value === '') user.attributes.delete(name);
    else if (!isVerified(name) || user.attributes.get(name) === value) user.attributes.set(name, value);
    else if (changeVerified(pool, user, name, value, changes)) toVerify.push(name);
  }
  user.modified = new Date(state.now());
  const deliveries: CodeDeliveryDetailsType[] = [];
  for (const name of toVerify) {
    const details = { ...reason, source: 'UpdateUserAttribute' as const };
    deliveries.push(await sendCode(state, pool, user, name, name, details));
  }
  return deliveries;
}

export function removeAttributes(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  names: readonly string[],
): void {
  for (const name of names) {
    const isRequired = pool.settings.Schema?.some((schema) => schema.Name === name && schema.Required);
    if (isRequired || name === 'sub') {
      throw invalidParameter(
        `Attributes did not conform to the schema: ${name}: The attribute is required\n`,
      );
    }
    user.attributes.delete(name);
    user.attributes.delete(`${name}_verified`);
  }
  user.modified = new Date(state.now());
}

function isVerified(name: string): name is VerifiedAttributeType {
  return name === 'email' || name === 'phone_number';
}

/** Whether the new value wants a code. */
function changeVerified(
  pool: UserPoolRecord,
  user: UserRecord,
  name: VerifiedAttributeType,
  value: string,
  changes: ReadonlyMap<string, string>,
): boolean {
  const { AutoVerifiedAttributes: automatic, UserAttributeUpdateSettings: updates } = pool.settings;
  // An administrator may vouch for the new value.
  const isVouched = changes.get(`${name}_verified`) === 'true';
  const waits = !isVouched && updates?.AttributesRequireVerificationBeforeUpdate?.includes(name);
  if (waits) {
    user.unverified.set(name, value);
  } else {
    user.attributes.set(name, value);
    user.attributes.set(`${name}_verified`, String(isVouched));
  }
  return !isVouched && automatic?.includes(name) === true;
}

/** An attribute that users sign in by belongs to one user. */
function requireFree(pool: UserPoolRecord, user: UserRecord, changes: ReadonlyMap<string, string>): void {
  for (const name of pool.settings.UsernameAttributes ?? []) {
    const value = changes.get(name);
    const owner = value && withAttribute(pool, name, value);
    if (owner && owner !== user) throw aliasExists(name);
  }
}
