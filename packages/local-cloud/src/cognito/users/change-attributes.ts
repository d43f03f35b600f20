import type {
  CodeDeliveryDetailsType,
  VerifiedAttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aliasExists, invalidParameter } from '../errors.ts';
import type { CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { sendCode } from './codes.ts';
import { withAttribute } from './find-user.ts';

/** Sets attributes, and sends codes to new e-mail addresses and phone numbers that the pool verifies. */
export function changeAttributes(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  changes: ReadonlyMap<string, string>,
): CodeDeliveryDetailsType[] {
  requireFree(pool, user, changes);
  const deliveries: CodeDeliveryDetailsType[] = [];
  for (const [name, value] of changes) {
    if (value === '') user.attributes.delete(name);
    else if (!isVerified(name) || user.attributes.get(name) === value) user.attributes.set(name, value);
    else deliveries.push(...changeVerified(state, pool, user, name, value, changes));
  }
  user.modified = new Date(state.now());
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

function changeVerified(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  name: VerifiedAttributeType,
  value: string,
  changes: ReadonlyMap<string, string>,
): CodeDeliveryDetailsType[] {
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
  if (isVouched || !automatic?.includes(name)) return [];
  return [sendCode(state, pool, user, name, name)];
}

/** An attribute that users sign in by belongs to one user. */
function requireFree(pool: UserPoolRecord, user: UserRecord, changes: ReadonlyMap<string, string>): void {
  for (const name of pool.settings.UsernameAttributes ?? []) {
    const value = changes.get(name);
    const owner = value && withAttribute(pool, name, value);
    if (owner && owner !== user) throw aliasExists(name);
  }
}
