import type { AttributeType, SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, invalidValue, notAuthorized } from '../errors.ts';
import type { ClientRecord, UserPoolRecord, UserRecord } from '../state.ts';

/** The claims of OpenID Connect that every pool has. */
export const standardAttributes = `address birthdate email email_verified family_name gender given_name locale
  middle_name name nickname phone_number phone_number_verified picture preferred_username profile sub updated_at
  website zoneinfo`.split(/\s+/);

const ofAdministrators = new Set(['email_verified', 'phone_number_verified']);

/** Attributes as a client or an administrator sends them. Throws AWS's error for the first that the pool refuses. */
export function readAttributes(
  pool: UserPoolRecord,
  given: readonly AttributeType[] | undefined,
  change: { readonly client?: ClientRecord | undefined; readonly user?: UserRecord } = {},
): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const { Name: name = '', Value: value = '' } of given ?? []) {
    if (change.client) requireWritable(change.client, name);
    const schema = schemaOf(pool, name);
    if (!schema || name === 'sub') {
      const reason = name === 'sub' ? 'Cannot modify the non-mutable attribute sub' : undefined;
      throw refused(reason ?? `Type for attribute {${name}} could not be determined`);
    }
    if (schema.Mutable === false && change.user && change.user.attributes.get(name) !== value) {
      throw invalidParameter(`user.${name}: Attribute cannot be updated.\n`);
    }
    checkValue(schema, name, value);
    attributes.set(name, value);
  }
  return attributes;
}

/** Throws the first attribute that every user of the pool must have, and these lack. */
export function requireComplete(pool: UserPoolRecord, attributes: ReadonlyMap<string, string>): void {
  for (const { Name: name = '', Required: isRequired } of pool.settings.Schema ?? []) {
    if (isRequired && name !== 'sub' && !attributes.get(name))
      throw refused(`${name}: The attribute is required\n`);
  }
}

export function isKnownAttribute(pool: UserPoolRecord, name: string): boolean {
  return name !== 'sub' && schemaOf(pool, name) !== undefined;
}

export function isReadable({ settings }: ClientRecord, name: string): boolean {
  return name === 'sub' || (settings.ReadAttributes?.includes(name) ?? true);
}

/** The readable attributes that scopes allow: all of them for `profile`, for `openid` alone, and for the API. */
export function scopedAttributes(
  client: ClientRecord,
  user: UserRecord,
  scopes: readonly string[] = ['profile'],
): [string, string][] {
  const narrow = [
    ...(scopes.includes('email') ? ['email', 'email_verified'] : []),
    ...(scopes.includes('phone') ? ['phone_number', 'phone_number_verified'] : []),
  ];
  const isNarrow = narrow.length > 0 && !scopes.includes('profile');
  const isAllowed = (name: string) =>
    isReadable(client, name) && !name.startsWith('dev:') && (!isNarrow || narrow.includes(name));
  // Who the user is at an identity provider is always there.
  return [...user.attributes].filter(([name]) => name === 'identities' || isAllowed(name));
}

export function requireWritable({ settings }: ClientRecord, name: string): void {
  const isWritable = settings.WriteAttributes?.includes(name) ?? true;
  if (!isWritable || ofAdministrators.has(name)) {
    throw notAuthorized('A client attempted to write unauthorized attribute');
  }
}

/** A user's attributes as AWS lists them, `sub` first. */
export function listAttributes(user: UserRecord, client?: ClientRecord): AttributeType[] {
  const all = [['sub', user.sub] as const, ...user.attributes];
  return all
    .filter(([name]) => !client || isReadable(client, name))
    .map(([Name, Value]) => ({ Name, Value }));
}

function schemaOf(pool: UserPoolRecord, name: string): SchemaAttributeType | undefined {
  const own = pool.settings.Schema?.find((schema) => attributeName(schema) === name);
  return own ?? (standardAttributes.includes(name) ? { Name: name } : undefined);
}

/** The name under which users have an attribute of a schema. */
export function attributeName({
  Name: name = '',
  DeveloperOnlyAttribute: isDevelopers,
}: SchemaAttributeType): string {
  if (standardAttributes.includes(name) || /^(custom|dev):/.test(name)) return name;
  return `${isDevelopers ? 'dev' : 'custom'}:${name}`;
}

function checkValue(schema: SchemaAttributeType, name: string, value: string): void {
  const most = Number(schema.StringAttributeConstraints?.MaxLength ?? 2048);
  const least = Number(schema.StringAttributeConstraints?.MinLength ?? 0);
  if (value.length > most) {
    throw refused(`${name}: String must be no longer than ${most} characters\n`);
  }
  if (value.length < least) throw refused(`${name}: String must be at least ${least} characters long\n`);
  // An empty value takes the attribute away.
  if (value === '') return;
  if (name === 'email' && !isEmail(value)) throw invalidParameter('Invalid email address format.');
  if (name === 'phone_number' && !isPhoneNumber(value))
    throw invalidParameter('Invalid phone number format.');
  if (schema.AttributeDataType === 'Number') checkNumber(schema, name, value);
}

function checkNumber(
  { NumberAttributeConstraints: limits }: SchemaAttributeType,
  name: string,
  value: string,
): void {
  const number = Number(value);
  const { MinValue: least = '-Infinity', MaxValue: most = 'Infinity' } = limits ?? {};
  if (!Number.isFinite(number)) throw invalidValue(name, 'Member must be a number');
  if (number < Number(least) || number > Number(most)) throw refused(`${name}: The value is out of range\n`);
}

export function isEmail(value: string): boolean {
  return value.length <= 2048 && /^[^\s@<>"',;:\\[\]]+@[^\s@<>"',;:\\[\]]+$/.test(value);
}

export function isPhoneNumber(value: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(value);
}

function refused(reason: string) {
  return invalidParameter(`Attributes did not conform to the schema: ${reason}`);
}
