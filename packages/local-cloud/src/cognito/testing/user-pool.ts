import type {
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { defaultAccount } from '../../account.ts';
import type { ServiceError } from '../../aws/service-error.ts';
import type { FunctionInvoker } from '../../lambda/function-invoker.ts';
import { type CognitoOptions, createCognito } from '../cognito.ts';
import { srpClient, srpTimestamp } from './srp-client.ts';

export const password = 'Pässw0rd-€😀';

interface TestPoolOptions {
  readonly functions?: FunctionInvoker;
  readonly triggerTimeoutMs?: number;
  readonly createKeys?: CognitoOptions['createKeys'];
  readonly pool?: Partial<CreateUserPoolRequest>;
  readonly client?: Partial<CreateUserPoolClientRequest>;
}

const flows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const;

/** A pool with one client, its clock, and what a user of it does. */
export function testPool(options: TestPoolOptions = {}) {
  const clock = { now: Date.now() };
  const cognito = createCognito({
    account: defaultAccount,
    endpointUrl: () => 'http://127.0.0.1',
    functions: options.functions ?? { invoke: () => Promise.reject(new Error('There is no function.')) },
    triggerTimeoutMs: options.triggerTimeoutMs,
    createKeys: options.createKeys,
    now: () => clock.now,
  });
  const { operations } = cognito;
  const settings = { PoolName: 'users', AutoVerifiedAttributes: ['email' as const], ...options.pool };
  const { UserPool } = operations.CreateUserPool(settings);
  const UserPoolId = UserPool?.Id ?? '';
  const { UserPoolClient } = operations.CreateUserPoolClient({
    UserPoolId,
    ClientName: 'app',
    ExplicitAuthFlows: [...flows],
    ...options.client,
  });
  const ClientId = UserPoolClient?.ClientId ?? '';

  function lastCode(to = 'jane@example.com'): string {
    return /\d{6}/.exec(cognito.inbox.list(to)[0]?.text ?? '')?.[0] ?? '';
  }

  function signUp(Username = 'jane', email = 'jane@example.com') {
    return operations.SignUp({
      ClientId,
      Username,
      Password: password,
      UserAttributes: [{ Name: 'email', Value: email }],
    });
  }

  async function signUpAndConfirm(Username = 'jane', email = 'jane@example.com'): Promise<void> {
    await signUp(Username, email);
    await operations.ConfirmSignUp({ ClientId, Username, ConfirmationCode: lastCode(email) });
  }

  function signIn(Username = 'jane', Password = password) {
    const AuthParameters = { USERNAME: Username, PASSWORD: Password };
    return operations.InitiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  }

  function startSrp(USERNAME: string, SRP_A: string) {
    const AuthParameters = { USERNAME, SRP_A };
    return operations.InitiateAuth({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters });
  }

  /** The second request of a sign-in; `timestamp` stands in for the time now. */
  function answerSrp(
    sent: Readonly<Record<string, string>>,
    client: ReturnType<typeof srpClient>,
    timestamp = srpTimestamp(new Date(clock.now)),
  ) {
    const { SALT: salt = '', SRP_B: serverPublic = '', SECRET_BLOCK: secretBlock = '' } = sent;
    const { signature } = client.prove({ salt, serverPublic, secretBlock }, timestamp);
    const ChallengeResponses = {
      USERNAME: sent.USER_ID_FOR_SRP ?? '',
      PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
      PASSWORD_CLAIM_SIGNATURE: signature,
      TIMESTAMP: timestamp,
    };
    return () =>
      operations.RespondToAuthChallenge({ ClientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses });
  }

  async function signInBySrp(username: string, secret: string, timestamp?: string) {
    const group = UserPoolId.split('_')[1] ?? '';
    const clients = (name: string) => srpClient({ group, name }, secret, 123456789n);
    const { ChallengeParameters: sent } = await startSrp(username, clients('').publicHex);
    return { sent, respond: answerSrp(sent, clients(sent.USER_ID_FOR_SRP ?? ''), timestamp) };
  }

  return {
    cognito,
    operations,
    clock,
    UserPoolId,
    ClientId,
    lastCode,
    signUp,
    signUpAndConfirm,
    signIn,
    signInBySrp,
    startSrp,
    answerSrp,
  };
}

/** `Code: message` of what a call throws. */
export async function refusalOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    const { code, message } = error as ServiceError;
    return `${code}: ${message}`;
  }
  return 'accepted';
}
