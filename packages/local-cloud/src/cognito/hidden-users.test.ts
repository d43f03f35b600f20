import { describe, expect, it } from 'vitest';
import { password, refusalOf, testPool } from './testing/user-pool.ts';

type Pool = ReturnType<typeof testPool>;

/** A pool that hides its users, of whom jane is one, signed up and confirmed. */
async function hidingPool(): Promise<Pool> {
  const pool = testPool({ client: { PreventUserExistenceErrors: 'ENABLED' } });
  await pool.signUpAndConfirm();
  return pool;
}

const calls: Readonly<Record<string, (pool: Pool, Username: string) => unknown>> = {
  'a sign-in with a wrong password': (pool, name) => pool.signIn(name, 'wrong'),
  'a sign-in by SRP with a wrong password': async (pool, name) =>
    (await pool.signInBySrp(name, 'wrong')).respond(),
  'the first request of a sign-in by SRP': async (pool, name) => (await pool.signInBySrp(name, 'x')).sent,
  'a forgotten password': ({ operations, ClientId }, Username) =>
    operations.ForgotPassword({ ClientId, Username }),
  'a code that is asked for again': ({ operations, ClientId }, Username) =>
    operations.ResendConfirmationCode({ ClientId, Username }),
  'a guessed code for a new password': ({ operations, ClientId }, Username) =>
    operations.ConfirmForgotPassword({ ClientId, Username, Password: password, ConfirmationCode: 'guess' }),
};

describe('a client that hides users', () => {
  it.each(Object.entries(calls))('gives %s the same response, user or not', async (_, call) => {
    const pool = await hidingPool();
    const results = await Promise.all(['jane', 'nobody'].map((name) => resultOf(() => call(pool, name))));
    expect(results[0]).toEqual(results[1]);
  });

  it('locks both alike, and limits guesses of both alike', async () => {
    const pool = await hidingPool();
    for (const call of [
      calls['a sign-in with a wrong password'],
      calls['a guessed code for a new password'],
    ]) {
      const runs = ['jane', 'nobody'].map(async (name) => {
        const refusals: string[] = [];
        for (let run = 0; run < 22; run += 1) refusals.push(await refusalOf(() => call?.(pool, name)));
        return refusals;
      });
      const [known, unknown] = await Promise.all(runs);
      expect(known).toEqual(unknown);
      expect(new Set(known).size).toBe(2);
    }
  });
});

describe('a guessed code', () => {
  it('is limited so that nobody finds one of six digits', async () => {
    const pool = await hidingPool();
    const { operations, ClientId } = pool;
    await operations.ForgotPassword({ ClientId, Username: 'jane' });
    const right = pool.lastCode();
    const confirm = (ConfirmationCode: string) =>
      refusalOf(() =>
        operations.ConfirmForgotPassword({
          ClientId,
          Username: 'jane',
          Password: password,
          ConfirmationCode,
        }),
      );
    const guesses = Array.from({ length: 40 }, (_, index) => String(index).padStart(6, '0'));
    for (const guess of guesses.filter((code) => code !== right)) await confirm(guess);
    expect(await confirm(right)).toContain('LimitExceededException');
  });
});

/** The refusal, or the names of all members of the response. */
async function resultOf(call: () => unknown): Promise<unknown> {
  let output: unknown;
  const refusal = await refusalOf(async () => {
    output = await call();
  });
  return refusal === 'accepted' ? shapeOf(output) : refusal;
}

function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}
