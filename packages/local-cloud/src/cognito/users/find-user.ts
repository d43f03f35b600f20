import type { UserPoolRecord, UserRecord } from '../state.ts';

/** The key of a user name in its pool. */
export function keyOf(pool: UserPoolRecord, name: string): string {
  return pool.settings.UsernameConfiguration?.CaseSensitive === false ? name.toLowerCase() : name;
}

/** The user who has this name, and not only an alias. */
export function userByName(pool: UserPoolRecord, username: string): UserRecord | undefined {
  return pool.users.get(keyOf(pool, username));
}

/** The user whom someone means who types this: by user name, `sub`, or an attribute that the pool signs in by. */
export function findUser(pool: UserPoolRecord, typed: string): UserRecord | undefined {
  const byName = userByName(pool, typed);
  if (byName) return byName;
  for (const user of pool.users.values()) if (user.sub === typed) return user;
  for (const attribute of pool.settings.UsernameAttributes ?? []) {
    const user = withAttribute(pool, attribute, typed);
    if (user) return user;
  }
  // An alias counts once its owner has proved that it is theirs.
  for (const attribute of pool.settings.AliasAttributes ?? []) {
    const user = withAlias(pool, attribute, typed);
    if (user) return user;
  }
  return undefined;
}

export function withAttribute(
  pool: UserPoolRecord,
  attribute: string,
  value: string,
): UserRecord | undefined {
  const wanted = keyOf(pool, value);
  for (const user of pool.users.values()) {
    const own = user.attributes.get(attribute);
    if (own !== undefined && keyOf(pool, own) === wanted && !isExternal(user)) return user;
  }
  return undefined;
}

export function withAlias(
  pool: UserPoolRecord,
  attribute: string,
  value: string,
  besides?: UserRecord,
): UserRecord | undefined {
  const wanted = keyOf(pool, value);
  for (const user of pool.users.values()) {
    const own = user.attributes.get(attribute);
    if (user === besides || isExternal(user) || own === undefined || keyOf(pool, own) !== wanted) continue;
    if (attribute === 'preferred_username' || user.attributes.get(`${attribute}_verified`) === 'true')
      return user;
  }
  return undefined;
}

/** Users of identity providers share addresses with others; only their user name finds them. */
function isExternal({ status }: UserRecord): boolean {
  return status === 'EXTERNAL_PROVIDER';
}
