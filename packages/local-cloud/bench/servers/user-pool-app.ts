import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

/** A user of a pool, and where their app signs in. */
export interface AppUser {
  readonly url: string;
  readonly ClientId: string;
}

const user = { Username: 'jane@example.com', Password: 'Passw0rd-1' };

export async function createAppUser(url: string): Promise<AppUser> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const cognito = new CognitoIdentityProviderClient({ endpoint: url, region: 'us-east-1', credentials });
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({ PoolName: 'bench', UsernameAttributes: ['email'] }),
  );
  const UserPoolId = UserPool?.Id;
  const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH' as const];
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'bench', ExplicitAuthFlows }),
  );
  const { Username } = user;
  await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, ...user, Permanent: true }));
  cognito.destroy();
  return { url, ClientId: UserPoolClient?.ClientId ?? '' };
}

export async function signIn({ url, ClientId }: AppUser): Promise<{ readonly AccessToken: string }> {
  const AuthParameters = { USERNAME: user.Username, PASSWORD: user.Password };
  const input = { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters };
  const { AuthenticationResult } = await call(url, 'InitiateAuth', input);
  return AuthenticationResult as { AccessToken: string };
}

export async function getUser({ url }: AppUser, AccessToken: string): Promise<void> {
  await call(url, 'GetUser', { AccessToken });
}

async function call(url: string, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const output = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${operation} at ${url}: ${JSON.stringify(output)}`);
  return output;
}
