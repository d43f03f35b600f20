import { expect, it } from 'vitest';
import { callback } from '../testing/hosted-pool.ts';
import { lambdaConfig, poolFunctions } from '../testing/pool-functions.ts';
import { password, testPool } from '../testing/user-pool.ts';

const host = 'triggers.auth.localhost';
const noRequest = { requestId: 'id', caller: undefined };

it('CG-52: calls the pool’s functions once for a sign-in on the page, and names the hosted sign-in for tokens', async () => {
  const same = () => ({});
  const functions = poolFunctions({
    PreAuthentication: same,
    PostAuthentication: same,
    PreTokenGeneration: same,
  });
  const LambdaConfig = lambdaConfig('PreAuthentication', 'PostAuthentication', 'PreTokenGeneration');
  const OAuth = {
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code' as const],
    AllowedOAuthScopes: ['openid'],
    CallbackURLs: [callback],
  };
  const pool = testPool({ pool: { LambdaConfig }, client: OAuth, functions: functions.invoker });
  pool.operations.CreateUserPoolDomain({ Domain: 'triggers', UserPoolId: pool.UserPoolId });
  await pool.signUpAndConfirm();

  async function send(method: string, path: string, query: URLSearchParams, form = '', cookie = '') {
    const headers = { host, cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const body = Buffer.from(form);
    const rawQuery = query.toString();
    return pool.cognito.hosted.handle({ ...noRequest, method, path, query, rawQuery, headers, body });
  }

  const query = new URLSearchParams({
    response_type: 'code',
    client_id: pool.ClientId,
    redirect_uri: callback,
  });
  const shown = await send('GET', '/login', query);
  const [, _csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(String(shown.body)) ?? [];
  const cookie = String(shown.headers?.['set-cookie']).split(';', 1)[0];
  const form = new URLSearchParams({ username: 'jane', password, _csrf });
  const sent = await send('POST', '/login', query, form.toString(), cookie);
  const code = new URL(String(sent.headers?.location)).searchParams.get('code') ?? '';
  const exchange = {
    grant_type: 'authorization_code',
    client_id: pool.ClientId,
    redirect_uri: callback,
    code,
  };
  const { status } = await send(
    'POST',
    '/oauth2/token',
    new URLSearchParams(),
    new URLSearchParams(exchange).toString(),
  );
  expect(status).toBe(200);
  expect(functions.events.map(({ triggerSource }) => triggerSource)).toEqual([
    'PreAuthentication_Authentication',
    'PostAuthentication_Authentication',
    'TokenGeneration_HostedAuth',
  ]);
});
