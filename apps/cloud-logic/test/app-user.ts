import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientConfig } from '@samples/localstack-client';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { AwsClient } from 'aws4fetch';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { url, endpoint, outputs } = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
const { UserPoolId = '', ClientId = '', IdentityPoolId = '' } = outputs;
const password = 'correct horse 1';

/** How a signed-in user calls the API: by a signature of IAM, or by the ID token. */
export interface AppUser {
  readonly email: string;
  readonly session: CognitoUserSession;
  readonly credentials: AwsKeys;
  byIam(method: string, path: string, body?: unknown, base?: string): Promise<Response>;
  byToken(method: string, path: string, body?: unknown, base?: string): Promise<Response>;
}

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export const cognito = new CognitoIdentityProviderClient(config);
export const baseUrl = url;

/** Adds a user to the pool and signs them in, as the app does. */
export async function appUser(email: string): Promise<AppUser> {
  const user = { UserPoolId, Username: email };
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await cognito.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  const session = await signIn(email);
  const credentials = await credentialsOf(session);
  const signer = new AwsClient({
    ...credentials,
    service: 'execute-api',
    region: UserPoolId.split('_')[0] ?? '',
  });
  const bodyOf = (body: unknown) => (body === undefined ? {} : { body: JSON.stringify(body) });
  return {
    email,
    session,
    credentials,
    byIam: (method, path, body, base = url) => signer.fetch(`${base}${path}`, { method, ...bodyOf(body) }),
    byToken: (method, path, body, base = url) => {
      const headers = { authorization: session.getIdToken().getJwtToken() };
      return fetch(`${base}${path}`, { method, headers, ...bodyOf(body) });
    },
  };
}

export function signIn(email: string): Promise<CognitoUserSession> {
  const Pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: `${endpoint}/` });
  const user = new CognitoUser({ Username: email, Pool });
  return new Promise((onSuccess, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), {
      onSuccess,
      onFailure,
    }),
  );
}

async function credentialsOf(session: CognitoUserSession): Promise<AwsKeys> {
  // Unsigned, as an app has no credentials yet.
  const identities = new CognitoIdentityClient({
    ...config,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  const provider = `cognito-idp.${UserPoolId.split('_')[0]}.amazonaws.com/${UserPoolId}`;
  const Logins = { [provider]: session.getIdToken().getJwtToken() };
  const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins }));
  const { Credentials } = await identities.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
}
