import type { Identities } from '../iam/identities.ts';

/** What STS knows of IAM. */
export interface StsState {
  readonly iam: Pick<Identities, 'assumeRole' | 'roles'>;
}
