import { createHash } from 'node:crypto';
import type { Owner } from '@aws-sdk/client-s3';
import type { Account } from '../../account.ts';

/** The account's canonical user, as S3 names owners. */
export function ownerOf(account: Account): Required<Pick<Owner, 'ID'>> {
  return { ID: createHash('sha256').update(account.id).digest('hex') };
}

/** Who began an upload has a name as well. */
export function initiatorOf(account: Account) {
  return { ...ownerOf(account), DisplayName: 'local-cloud' };
}
