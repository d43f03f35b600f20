import { aliasExists } from '../errors.ts';
import type { UserPoolRecord, UserRecord } from '../state.ts';
import { keyOf, withAlias } from './find-user.ts';

/** An alias belongs to one user; it moves to another only by force. */
export function claimAlias(
  pool: UserPoolRecord,
  user: UserRecord,
  attribute: string,
  isForced: boolean,
): void {
  if (!pool.settings.AliasAttributes?.some((alias) => alias === attribute)) return;
  const owner = withAlias(pool, attribute, user.attributes.get(attribute) ?? '', user);
  if (!owner) return;
  if (!isForced) throw aliasExists(attribute);
  owner.attributes.set(`${attribute}_verified`, 'false');
}

/** For a user who was added with verified addresses, and who goes again where one of them has another owner. */
export function claimAliases(pool: UserPoolRecord, user: UserRecord, isForced = false): void {
  for (const alias of pool.settings.AliasAttributes ?? []) {
    if (user.attributes.get(`${alias}_verified`) !== 'true') continue;
    try {
      claimAlias(pool, user, alias, isForced);
    } catch (error) {
      pool.users.delete(keyOf(pool, user.username));
      throw error;
    }
  }
}
