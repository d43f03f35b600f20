import { expect, it } from 'vitest';
import { lambdaConfig, poolFunctions, type TriggerEvent } from './testing/pool-functions.ts';
import { srpClient, srpTimestamp } from './testing/srp-client.ts';
import { password, refusalOf, testPool } from './testing/user-pool.ts';

interface Step {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata: string | null;
}

/** Asks for the password where the sign-in begins with it, then a sum, twice at most. */
function define({ request }: TriggerEvent): object {
  const steps = request.session as readonly Step[];
  const last = steps.at(-1);
  if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER' };
  if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) return { issueTokens: true };
  const wrong = steps.filter(({ challengeResult }) => !challengeResult);
  return wrong.length < 2 ? { challengeName: 'CUSTOM_CHALLENGE' } : { failAuthentication: true };
}

const functions = {
  DefineAuthChallenge: define,
  CreateAuthChallenge: () => ({
    publicChallengeParameters: { question: '3+4' },
    privateChallengeParameters: { sum: '7' },
    challengeMetadata: 'SUM',
  }),
  VerifyAuthChallengeResponse: ({ request }: TriggerEvent) => ({
    answerCorrect: (request.privateChallengeParameters as { sum?: string }).sum === request.challengeAnswer,
  }),
};

async function customPool() {
  const { invoker, events } = poolFunctions(functions);
  const pool = testPool({
    functions: invoker,
    pool: { LambdaConfig: lambdaConfig(...Object.keys(functions)) },
    client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'], PreventUserExistenceErrors: 'ENABLED' },
  });
  await pool.signUpAndConfirm();
  const { operations, ClientId } = pool;
  const start = (AuthParameters: Record<string, string>) =>
    operations.InitiateAuth({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters });
  const answer = (Session: string | undefined, ANSWER: string) =>
    operations.RespondToAuthChallenge({
      ClientId,
      ChallengeName: 'CUSTOM_CHALLENGE',
      Session,
      ChallengeResponses: { USERNAME: 'jane', ANSWER },
      ClientMetadata: { from: 'test' },
    });
  return { ...pool, events, start, answer };
}

it('CG-54: signs in by the challenges of the pool’s functions', async () => {
  const pool = await customPool();
  const step = await pool.start({ USERNAME: 'jane' });
  expect(step.ChallengeName).toBe('CUSTOM_CHALLENGE');
  // Without the private parameters.
  expect(step.ChallengeParameters).toEqual({ question: '3+4', USERNAME: 'jane' });
  const again = await pool.answer(step.Session, '8');
  expect(again.ChallengeName).toBe('CUSTOM_CHALLENGE');
  expect(await refusalOf(() => pool.answer(step.Session, '7'))).toContain('only be used once');
  expect((await pool.answer(again.Session, '7')).AuthenticationResult?.IdToken).toBeDefined();
  const last = pool.events.at(-1);
  expect(last).toMatchObject({ triggerSource: 'DefineAuthChallenge_Authentication' });
  expect(last?.request).toMatchObject({
    clientMetadata: { from: 'test' },
    session: [
      { challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'SUM' },
      { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'SUM' },
    ],
  });
});

it('CG-54: ends a sign-in where DefineAuthChallenge says so', async () => {
  const pool = await customPool();
  const first = await pool.start({ USERNAME: 'jane' });
  const second = await pool.answer(first.Session, 'x');
  expect(await refusalOf(() => pool.answer(second.Session, 'x'))).toBe(
    'NotAuthorizedException: Incorrect username or password.',
  );
});

it('CG-54: never signs in an unknown user, who gets the same questions', async () => {
  const pool = await customPool();
  const first = await pool.start({ USERNAME: 'nobody' });
  expect(first).toMatchObject({ ChallengeParameters: { question: '3+4', USERNAME: 'nobody' } });
  expect(pool.events.at(-1)?.request.userNotFound).toBe(true);
  const second = await pool.answer(first.Session, '7');
  expect(second.ChallengeName).toBe('CUSTOM_CHALLENGE');
  expect(await refusalOf(() => pool.answer(second.Session, '7'))).toContain(
    'Incorrect username or password.',
  );
});

it('CG-55: proves the password by SRP first where the client begins with SRP_A', async () => {
  const pool = await customPool();
  const { operations, ClientId, UserPoolId } = pool;
  const client = srpClient({ group: UserPoolId.split('_')[1] ?? '', name: 'jane' }, password);
  const { ChallengeName, ChallengeParameters: sent } = await pool.start({
    USERNAME: 'jane',
    CHALLENGE_NAME: 'SRP_A',
    SRP_A: client.publicHex,
  });
  expect(ChallengeName).toBe('PASSWORD_VERIFIER');
  const { SALT: salt = '', SRP_B: serverPublic = '', SECRET_BLOCK: secretBlock = '' } = sent;
  const timestamp = srpTimestamp(new Date(pool.clock.now));
  const { signature } = client.prove({ salt, serverPublic, secretBlock }, timestamp);
  const step = await operations.RespondToAuthChallenge({
    ClientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: 'jane',
      PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    },
  });
  expect(step.ChallengeName).toBe('CUSTOM_CHALLENGE');
  expect((await pool.answer(step.Session, '7')).AuthenticationResult?.IdToken).toBeDefined();
});

it('CG-54: refuses the flow where the pool lacks the functions, and where the client lacks the flow', async () => {
  const AuthParameters = { USERNAME: 'jane' };
  const without = testPool({ client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'] } });
  await without.signUpAndConfirm();
  const { operations, ClientId } = without;
  const start = () => operations.InitiateAuth({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters });
  expect(await refusalOf(start)).toBe(
    'InvalidParameterException: Custom auth lambda trigger is not configured for the user pool.',
  );
  const { operations: other, ClientId: id } = testPool();
  expect(
    await refusalOf(() => other.InitiateAuth({ ClientId: id, AuthFlow: 'CUSTOM_AUTH', AuthParameters })),
  ).toContain('CUSTOM_AUTH flow not enabled for this client');
});
