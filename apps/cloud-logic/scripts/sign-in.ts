import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { command, config, stackOutputs } from './stack.ts';

const usage = `Usage: npm run sign-in --workspace cloud-logic -- EMAIL [options]

Signs a user in as the app would, and prints what curl needs as variables of the shell: TOKEN for /token/notes; KEY,
SECRET and SESSION for /notes. A user who is not there yet is added, which takes an administrator's credentials.

  --password PASSWORD   (default: correct horse 1)
  --stack-name NAME     the stack (default: cloud-logic)
  --help                this text

Exit codes: 0 signed in, 1 failed, 2 called wrongly.
`;

const options = {
  password: { type: 'string', default: 'correct horse 1' },
  'stack-name': { type: 'string', default: 'cloud-logic' },
} as const;

await command(usage, { options, allowPositionals: true }, async ({ values, positionals: [email] }) => {
  if (!email) throw new Error(`Expected an e-mail address, received none.\n\n${usage}`);
  const { UserPoolId = '', ClientId = '', IdentityPoolId = '' } = await stackOutputs(values['stack-name']);
  await addUser(UserPoolId, email, values.password);
  const token = await idToken(UserPoolId, ClientId, email, values.password);
  const identities = new CognitoIdentityClient(config);
  const provider = `cognito-idp.${UserPoolId.split('_')[0]}.amazonaws.com/${UserPoolId}`;
  const Logins = { [provider]: token };
  const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId, Logins }));
  const { Credentials } = await identities.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  const { AccessKeyId, SecretKey, SessionToken } = Credentials ?? {};
  // No character of these means anything to a shell.
  process.stdout.write(
    `export TOKEN=${token} KEY=${AccessKeyId} SECRET=${SecretKey} SESSION=${SessionToken}\n`,
  );
});

async function addUser(UserPoolId: string, Username: string, Password: string): Promise<void> {
  const cognito = new CognitoIdentityProviderClient(config);
  const UserAttributes = [
    { Name: 'email', Value: Username },
    { Name: 'email_verified', Value: 'true' },
  ];
  try {
    const user = { UserPoolId, Username, UserAttributes, MessageAction: 'SUPPRESS' as const };
    await cognito.send(new AdminCreateUserCommand(user));
  } catch (error) {
    if (error instanceof UsernameExistsException) return;
    throw error;
  }
  await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
}

function idToken(UserPoolId: string, ClientId: string, Username: string, Password: string): Promise<string> {
  const { AWS_ENDPOINT_URL } = process.env;
  const endpoint = AWS_ENDPOINT_URL && { endpoint: `${AWS_ENDPOINT_URL}/` };
  const user = new CognitoUser({
    Username,
    Pool: new CognitoUserPool({ UserPoolId, ClientId, ...endpoint }),
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  user.authenticateUser(new AuthenticationDetails({ Username, Password }), {
    onSuccess: (session) => resolve(session.getIdToken().getJwtToken()),
    onFailure: reject,
  });
  return promise;
}
