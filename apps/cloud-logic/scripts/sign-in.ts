import {
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { addUser, credentialsFor, signIn } from './app-sign-in.ts';
import { command, config, stackOutputs, UsageError } from './stack.ts';

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
  if (!email) throw new UsageError('Expected an e-mail address, received none.');
  const outputs = await stackOutputs(values['stack-name']);
  const login = { email, password: values.password };
  const cognito = new CognitoIdentityProviderClient(config);
  await addUser(cognito, outputs.UserPoolId ?? '', login).catch((error: unknown) => {
    if (!(error instanceof UsernameExistsException)) throw error;
  });
  const token = (await signIn(outputs, login, config)).getIdToken().getJwtToken();
  const keys = await credentialsFor(outputs, token, config);
  // No character of these means anything to a shell.
  process.stdout.write(
    `export TOKEN=${token} KEY=${keys.accessKeyId} SECRET=${keys.secretAccessKey} SESSION=${keys.sessionToken}\n`,
  );
});
