import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
  SetUserPoolMfaConfigCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { base32 } from './testing/base32.ts';
import { codeAt } from './testing/code-at.ts';
import { libraryUser, sessionOf } from './testing/library-user.ts';

const cloud = withCloud();
const password = 'Pässw0rd-€😀';

/** A pool with a client and one user, whose password is set. */
async function poolOf(settings: Partial<CreateUserPoolRequest> = {}, isTemporary = false) {
  const cognito = cloud.client(CognitoIdentityProviderClient);
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'library', ...settings }));
  const UserPoolId = UserPool?.Id ?? '';
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_CUSTOM_AUTH'],
    }),
  );
  const Username = 'jane';
  await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      TemporaryPassword: password,
      MessageAction: 'SUPPRESS',
    }),
  );
  const setPassword = (Password: string) =>
    cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
  if (!isTemporary) await setPassword(password);
  const user = () => libraryUser(`${cloud.url()}/`, UserPoolId, UserPoolClient?.ClientId ?? '', Username);
  return { cognito, UserPoolId, setPassword, user };
}

describe('the unmodified amazon-cognito-identity-js', () => {
  it('CG-2: signs in by SRP with 20 passwords of many scripts', async () => {
    const { setPassword, user } = await poolOf();
    const parts = ['ä', 'ß', '漢字', '🙂', 'Ж', 'é', 'e\u0301', '\u00a0x', 'ع', '"\\'];
    for (let run = 0; run < 20; run += 1) {
      const secret = `Aa1!xyz${parts[run % parts.length]}${'x'.repeat(run)}9`;
      await setPassword(secret);
      const session = sessionOf(await user().signIn(secret));
      expect(session.getIdToken().payload['cognito:username']).toBe('jane');
    }
    await expect(user().signIn('Aa1!wrong9')).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  it('CG-11: replaces a temporary password', async () => {
    const { user } = await poolOf({}, true);
    const jane = user();
    expect(await jane.signIn(password)).toMatchObject({ challenge: 'newPasswordRequired' });
    sessionOf(await jane.completePassword('Another1!'));
    const session = sessionOf(await user().signIn('Another1!'));
    const renewed = await jane.refresh(session);
    expect(renewed.getAccessToken().payload.origin_jti).toBe(session.getAccessToken().payload.origin_jti);
  });

  it('CG-41: sets up an authenticator app in the sign-in that wants one, and uses it at the next', async () => {
    const { cognito, UserPoolId, user } = await poolOf();
    const SoftwareTokenMfaConfiguration = { Enabled: true };
    await cognito.send(
      new SetUserPoolMfaConfigCommand({ UserPoolId, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration }),
    );
    const jane = user();
    expect(await jane.signIn(password)).toMatchObject({ challenge: 'mfaSetup' });
    const secret = base32(await jane.secretOfApp());
    await jane.verifyApp(codeAt({ secret }, Date.now()));
    const again = user();
    expect(await again.signIn(password)).toMatchObject({ challenge: 'totpRequired' });
    const next = codeAt({ secret }, Date.now() + 30_000);
    expect(sessionOf(await again.sendCode(next)).isValid()).toBe(true);
  });

  it('CG-44: confirms its device, proves it at the next sign-in, and goes on when it was forgotten', async () => {
    const ChallengeRequiredOnNewDevice = true;
    const DeviceConfiguration = { ChallengeRequiredOnNewDevice, DeviceOnlyRememberedOnUserPrompt: false };
    const { user } = await poolOf({ DeviceConfiguration });
    const jane = user();
    sessionOf(await jane.signIn(password));
    const keyOf = () => [...jane.values].find(([name]) => name.endsWith('.deviceKey'))?.[1];
    const first = keyOf();
    expect(first).toMatch(/^us-east-1_/);
    const second = sessionOf(await jane.signIn(password));
    expect(keyOf()).toBe(first);
    expect(second.getAccessToken().payload.device_key).toBe(first);
    await new Promise<unknown>((onSuccess, onFailure) =>
      jane.user.forgetSpecificDevice(first ?? '', { onSuccess, onFailure }),
    );
    sessionOf(await jane.signIn(password));
    expect(keyOf()).not.toBe(first);
  });

  it('CG-54: answers the questions of the pool’s functions', async () => {
    const LambdaArn = await createFunction(`exports.handler = async (event) => {
      const last = event.request.session?.at(-1);
      if (event.triggerSource.startsWith('Define')) {
        event.response = last?.challengeResult ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' };
      } else if (event.triggerSource.startsWith('Create')) {
        event.response = { publicChallengeParameters: { q: '3+4' }, privateChallengeParameters: { a: '7' } };
      } else {
        event.response = { answerCorrect: event.request.privateChallengeParameters.a === event.request.challengeAnswer };
      }
      return event;
    };`);
    const { user } = await poolOf({
      LambdaConfig: {
        DefineAuthChallenge: LambdaArn,
        CreateAuthChallenge: LambdaArn,
        VerifyAuthChallengeResponse: LambdaArn,
      },
    });
    const jane = user();
    const asked = await jane.startCustom();
    expect(asked).toMatchObject({ challenge: 'customChallenge', parameters: { q: '3+4' } });
    expect(await jane.answer('8')).toMatchObject({ challenge: 'customChallenge' });
    expect(sessionOf(await jane.answer('7')).isValid()).toBe(true);
  });
});

async function createFunction(source: string): Promise<string> {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const { Role } = await cloud
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: 'challenges', AssumeRolePolicyDocument }));
  const lambda = cloud.client(LambdaClient);
  const { FunctionName, FunctionArn = '' } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'challenges',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: Role?.Arn,
      Code: { ZipFile: zipSync({ 'index.cjs': strToU8(source) }) },
    }),
  );
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
    { FunctionName },
  );
  const Principal = 'cognito-idp.amazonaws.com';
  const permission = { StatementId: 'pools', Action: 'lambda:InvokeFunction', Principal };
  await lambda.send(new AddPermissionCommand({ FunctionName, ...permission }));
  return FunctionArn;
}
