import { randomUUID } from 'node:crypto';
import type { UserStatusType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, invalidValue, usernameExists } from '../errors.ts';
import { newVerifier } from '../srp/password-verifier.ts';
import type { CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { isEmail, isPhoneNumber, requireComplete } from './attributes.ts';
import { keyOf, withAttribute } from './find-user.ts';
import { srpIdentity } from './srp-challenge.ts';

export interface NewUser {
  /** As it was typed: an e-mail address or phone number where the pool signs in by that. */
  readonly username: string | undefined;
  readonly attributes: Map<string, string>;
  readonly password: string | undefined;
  readonly status: UserStatusType;
}

/** A user who is not yet in the pool. Throws for a name that is taken or that the pool does not accept. */
export function newUser(state: CognitoState, pool: UserPoolRecord, given: NewUser): UserRecord {
  const typed = given.username ?? '';
  if (typed === '') throw invalidParameter('Missing required parameter USERNAME');
  if (typed.length > 128) throw invalidValue('username', 'Member must have length less than or equal to 128');
  const { attributes } = given;
  const sub = randomUUID();
  const username = hasGeneratedNames(pool) ? sub : typed;
  if (hasGeneratedNames(pool)) nameByAttribute(pool, typed, attributes);
  else requirePlainName(pool, typed);
  requireComplete(pool, attributes);
  const password =
    given.password === undefined ? undefined : newVerifier(srpIdentity(pool, username), given.password);
  return blankUser(state, { username, sub, attributes, password, status: given.status });
}

/** A user of an identity provider, who has no password here. */
export function externalUser(
  state: CognitoState,
  username: string,
  attributes: Map<string, string>,
): UserRecord {
  if (username.length > 128)
    throw invalidValue('username', 'Member must have length less than or equal to 128');
  const sub = randomUUID();
  return blankUser(state, { username, sub, attributes, password: undefined, status: 'EXTERNAL_PROVIDER' });
}

type Identity = Pick<UserRecord, 'username' | 'sub' | 'attributes' | 'password' | 'status'>;

function blankUser(state: CognitoState, identity: Identity): UserRecord {
  const now = new Date(state.now());
  return {
    ...identity,
    unverified: new Map(),
    codes: new Map(),
    groups: new Set(),
    created: now,
    modified: now,
    enabled: true,
    passwordExpires: undefined,
    totp: undefined,
    newTotp: undefined,
    enabledFactors: new Set(),
    preferredFactor: undefined,
    devices: new Map(),
  };
}

/** Throws if somebody took the name or the address while a function of the pool was running. */
export function addUser(pool: UserPoolRecord, user: UserRecord): void {
  if (hasGeneratedNames(pool)) requireFreeAttributes(pool, user.attributes);
  else requireFreeName(pool, user.username);
  pool.users.set(keyOf(pool, user.username), user);
}

function hasGeneratedNames({ settings }: UserPoolRecord): boolean {
  return (settings.UsernameAttributes ?? []).length > 0;
}

/** The pool makes up user names: what was typed is an attribute, and belongs to one user. */
function nameByAttribute(pool: UserPoolRecord, typed: string, attributes: Map<string, string>): void {
  const signInBy = pool.settings.UsernameAttributes ?? [];
  const attribute = typed.includes('@') ? 'email' : 'phone_number';
  const isValid = attribute === 'email' ? isEmail(typed) : isPhoneNumber(typed);
  if (!isValid || !signInBy.includes(attribute)) {
    const kinds = signInBy.map((kind) => (kind === 'email' ? 'an email' : 'a phone number'));
    throw invalidParameter(`Username should be ${kinds.length > 1 ? 'either ' : ''}${kinds.join(' or ')}.`);
  }
  if (!attributes.has(attribute)) attributes.set(attribute, typed);
  requireFreeAttributes(pool, attributes);
}

function requireFreeAttributes(pool: UserPoolRecord, attributes: ReadonlyMap<string, string>): void {
  for (const name of pool.settings.UsernameAttributes ?? []) {
    const value = attributes.get(name);
    if (value && withAttribute(pool, name, value)) {
      throw usernameExists(`An account with the given ${name} already exists.`);
    }
  }
}

function requirePlainName(pool: UserPoolRecord, typed: string): void {
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(typed)) {
    throw invalidValue(
      'username',
      'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+',
    );
  }
  if (isEmail(typed) && pool.settings.AliasAttributes?.includes('email')) {
    throw invalidParameter(
      'Username cannot be of email format, since user pool is configured for email alias.',
    );
  }
  requireFreeName(pool, typed);
}

function requireFreeName(pool: UserPoolRecord, name: string): void {
  if (pool.users.has(keyOf(pool, name))) throw usernameExists('User already exists');
}
