/** Somebody who can sign in, without a password. */
export interface DemoUser {
  readonly nameId: string;
  /** By the names that many providers use for claims. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

export const demoUsers: readonly DemoUser[] = [
  demoUser('ada@example.com', 'Ada', 'Lovelace', ['engineers']),
  demoUser('grace@example.com', 'Grace', 'Hopper', ['engineers', 'admins']),
];

function demoUser(nameId: string, given: string, family: string, groups: readonly string[]): DemoUser {
  const attributes = {
    [`${claims}/emailaddress`]: [nameId],
    [`${claims}/givenname`]: [given],
    [`${claims}/surname`]: [family],
    groups,
  };
  return { nameId, attributes };
}
