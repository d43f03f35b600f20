// What a sign-in by SRP and the check of a token cost the server, without what the client calculates, and whether a
// refusal's time shows that a user exists; then a sign-in by password and GetUser over HTTP, beside cognito-local, which
// has no SRP. Usage: node bench/cognito.ts
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { srpClient } from '../src/cognito/testing/srp-client.ts';
import { password, refusalOf, testPool } from '../src/cognito/testing/user-pool.ts';
import { median } from './load/median.ts';
import { startCognitoLocal } from './servers/cognito-local.ts';
import { installPeer } from './servers/install-peer.ts';
import { startCloud } from './servers/local-cloud.ts';
import { type AppUser, createAppUser, getUser, signIn } from './servers/user-pool-app.ts';

const rounds = 200;

await measureServerCost();
const folder = await mkdtemp(path.join(tmpdir(), 'cognito-bench-'));
try {
  await compare(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** In processor time of this process, threads included: other work on the machine does not count. */
async function measureServerCost(): Promise<void> {
  const pool = testPool({ client: { PreventUserExistenceErrors: 'ENABLED' } });
  await pool.signUpAndConfirm();
  const prepared = srpClient({ group: pool.UserPoolId.split('_')[1] ?? '', name: 'jane' }, password);
  const srp = await timesOf(rounds, async () => {
    const [begun, first] = await cost(() => pool.startSrp('jane', prepared.publicHex));
    const answer = pool.answerSrp(begun.ChallengeParameters, prepared);
    const [, second] = await cost(answer);
    return first + second;
  });
  const arn = `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool.UserPoolId}`;
  const tokens: string[] = [];
  for (let index = 0; index < 2 * rounds; index++) {
    tokens.push((await pool.signIn()).AuthenticationResult?.AccessToken ?? '');
  }
  const checkOf = (token: string) => cost(() => pool.cognito.verifyToken(arn, token));
  const first = await timesOf(rounds, async () => (await checkOf(tokens.pop() ?? ''))[1]);
  const token = tokens.pop() ?? '';
  const again = await timesOf(5 * rounds, async () => (await checkOf(token))[1]);
  const refusal = (name: string) => async () => {
    // Later than any lock.
    pool.clock.now += 3600_000;
    return (await cost(() => refusalOf(() => pool.signIn(name, 'wrong'))))[1];
  };
  console.table({
    'sign-in by SRP': row(srp),
    'token check, first of a token': row(first),
    'token check, later': row(again),
    'wrong password of a known user': row(await timesOf(rounds, refusal('jane'))),
    'wrong password of an unknown user': row(await timesOf(rounds, refusal('nobody'))),
  });
}

async function cost<Result>(run: () => Promise<Result>): Promise<[Result, number]> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}

async function compare(below: string): Promise<void> {
  const cloud = await startCloud();
  const results: Record<string, object> = {};
  try {
    results['local-cloud'] = await requestTimes(await createAppUser(cloud.url));
  } finally {
    await cloud.stop();
  }
  const peer = await installPeer(below, 'cognito-local', ['cognito-local@5.3.0']);
  if (peer) {
    const other = await startCognitoLocal(peer);
    try {
      results['cognito-local'] = await requestTimes(await createAppUser(other.url));
    } finally {
      await other.stop();
    }
  }
  console.table(results);
}

async function requestTimes(user: AppUser): Promise<object> {
  const { AccessToken } = await signIn(user);
  const [bySignIn, byGetUser] = [
    await timesOf(rounds, () => timed(() => signIn(user))),
    await timesOf(rounds, () => timed(() => getUser(user, AccessToken))),
  ];
  return { 'sign-in by password, ms': rounded(median(bySignIn)), 'GetUser, ms': rounded(median(byGetUser)) };
}

/** Milliseconds of each round, after a tenth as many that do not count. */
async function timesOf(count: number, round: () => Promise<number>): Promise<number[]> {
  for (let index = 0; index < count / 10; index++) await round();
  const times: number[] = [];
  for (let index = 0; index < count; index++) times.push(await round());
  return times;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}

function row(times: readonly number[]): object {
  const sorted = [...times].sort((a, b) => a - b);
  const slow = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  return { 'p50 ms': rounded(median(sorted)), 'p95 ms': rounded(slow) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
