import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { ClientConfig } from '@samples/localstack-client';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';

export interface Login {
  readonly email: string;
  readonly password: string;
}

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Adds a user whose password and e-mail address need no confirmation, which only an administrator may. */
export async function addUser(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  { email, password }: Login,
): Promise<void> {
  const user = { UserPoolId, Username: email };
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await cognito.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
}

/** Signs in by SRP, as the app does: the password stays here. */
export function signIn(
  { UserPoolId = '', ClientId = '' }: Readonly<Record<string, string>>,
  { email, password }: Login,
  { endpoint }: ClientConfig,
): Promise<CognitoUserSession> {
  const pool = new CognitoUserPool({ UserPoolId, ClientId, ...(endpoint && { endpoint: `${endpoint}/` }) });
  const user = new CognitoUser({ Username: email, Pool: pool });
  return new Promise((onSuccess, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), {
      onSuccess,
      onFailure,
    }),
  );
}

/** Credentials of the signed-in role for an ID token. Both calls are unsigned: the app has no credentials before them. */
export async function credentialsFor(
  { UserPoolId = '', IdentityPoolId = '' }: Readonly<Record<string, string>>,
  idToken: string,
  config: ClientConfig,
): Promise<AwsKeys> {
  const identities = new CognitoIdentityClient(config);
  const provider = `cognito-idp.${UserPoolId.split('_')[0]}.amazonaws.com/${UserPoolId}`;
  const Logins = { [provider]: idToken };
  const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins }));
  const { Credentials } = await identities.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
}
