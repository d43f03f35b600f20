import { createHash, randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  type CreateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import type { withCloud } from '../../testing/cloud-client.ts';
import { hostedBrowser } from './hosted-browser.ts';
import { password } from './user-pool.ts';

export const callback = 'http://localhost:3000/callback';

/** A pool with a domain and one client of the code flow, in a running cloud; made by the SDK. */
export async function hostedPool(
  cloud: ReturnType<typeof withCloud>,
  options: {
    readonly pool?: Partial<CreateUserPoolRequest>;
    readonly client?: Partial<CreateUserPoolClientRequest>;
  } = {},
) {
  const cognito = cloud.client(CognitoIdentityProviderClient);
  const settings = { PoolName: 'users', AutoVerifiedAttributes: ['email' as const], ...options.pool };
  const { UserPool } = await cognito.send(new CreateUserPoolCommand(settings));
  const UserPoolId = UserPool?.Id ?? '';
  const prefix = `pool-${randomBytes(6).toString('hex')}`;
  await cognito.send(new CreateUserPoolDomainCommand({ Domain: prefix, UserPoolId }));

  async function addClient(client: Partial<CreateUserPoolClientRequest> = {}) {
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: 'app',
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthScopes: ['openid', 'email', 'profile'],
        CallbackURLs: [callback],
        LogoutURLs: ['http://localhost:3000/bye'],
        PreventUserExistenceErrors: 'ENABLED',
        ...client,
      }),
    );
    return UserPoolClient ?? {};
  }

  async function addUser(
    Username: string,
    email = `${Username}@example.com`,
    more: Record<string, string> = {},
  ) {
    const attributes = { email, email_verified: 'true', ...more };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await cognito.send(
      new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS' }),
    );
    const user = { UserPoolId, Username, Password: password, Permanent: true };
    await cognito.send(new AdminSetUserPasswordCommand(user));
  }

  const { ClientId = '', ClientSecret } = await addClient(options.client);
  const verifier = randomBytes(32).toString('base64url');
  const request = (more: Record<string, string> = {}) =>
    new URLSearchParams({
      response_type: 'code',
      client_id: ClientId,
      redirect_uri: callback,
      scope: 'openid email',
      state: 'a state',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
  const browser = () => hostedBrowser(cloud.url(), prefix);

  /** Signs in on the page, and returns the parameters with which the browser comes to the app. */
  async function signIn(username: string, more: Record<string, string> = {}, by = browser()) {
    await by.get(`/login?${request(more)}`);
    await by.submit('/login', { username, password });
    return new URL(by.location()).searchParams;
  }

  /** A request of a program: to the endpoints by number. */
  async function post(endpoint: string, form: Record<string, string>, headers: Record<string, string> = {}) {
    const url = `${cloud.url()}/${UserPoolId}/oauth2/${endpoint}`;
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) });
    const body = await response.text();
    return { status: response.status, body: body === '' ? {} : JSON.parse(body), headers: response.headers };
  }

  function exchange(
    code: string | null,
    more: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) {
    const form = { grant_type: 'authorization_code', client_id: ClientId, redirect_uri: callback };
    return post('token', { ...form, code: code ?? '', code_verifier: verifier, ...more }, headers);
  }

  return {
    cognito,
    UserPoolId,
    ClientId,
    ClientSecret,
    prefix,
    verifier,
    addClient,
    addUser,
    request,
    browser,
    signIn,
    post,
    exchange,
  };
}
