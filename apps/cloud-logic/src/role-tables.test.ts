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

it('names the environment variable that is missing', () => {
  expect(() => roleTables({ NOTES_ROLE_ARN: 'notes-role' })).toThrow('COUNT_ROLE_ARN');
});
