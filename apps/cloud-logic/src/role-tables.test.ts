import type { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { roleTables } from './role-tables.ts';

it('keeps one client for each of the last 200 users', () => {
  const tables = roleTables({ NOTES_ROLE_ARN: 'notes-role', COUNT_ROLE_ARN: 'count-role' });
  const first = tables.ofUser('first');
  for (let user = 1; user < 200; user++) tables.ofUser(`user-${user}`);
  expect(tables.ofUser('first')).toBe(first);
  tables.ofUser('one too many');
  expect(tables.ofUser('first')).not.toBe(first);
});

it('assumes the role of the notes with the user as a tag, and again only when the credentials expire', async () => {
  const now = Date.now();
  const lives = [3_600_000, 60_000, 3_600_000];
  const taken: unknown[] = [];
  const send = async ({ input }: AssumeRoleCommand) => {
    taken.push(input);
    const Expiration = new Date(now + (lives[taken.length - 1] ?? 0));
    return { Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: 's', SessionToken: 't', Expiration } };
  };
  const sts = { send } as unknown as Pick<STSClient, 'send'>;
  const tables = roleTables({ NOTES_ROLE_ARN: 'notes-role', COUNT_ROLE_ARN: 'count-role' }, sts);
  const use = async (sub: string) => void (await tables.ofUser(sub).config.credentials());
  for (const sub of ['jane', 'jane', 'joe', 'joe']) await use(sub);
  const role = (sub: string) => ({
    RoleArn: 'notes-role',
    RoleSessionName: sub,
    Tags: [{ Key: 'sub', Value: sub }],
  });
  // Joe's first credentials were about to expire.
  expect(taken).toEqual([role('jane'), role('joe'), role('joe')]);
});

it('names the environment variable that is missing', () => {
  expect(() => roleTables({ NOTES_ROLE_ARN: 'notes-role' })).toThrow('COUNT_ROLE_ARN');
});
