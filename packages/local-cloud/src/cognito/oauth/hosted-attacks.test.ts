import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { callback, hostedPool } from '../testing/hosted-pool.ts';
import { password } from '../testing/user-pool.ts';

const cloud = withCloud();
let pool: Awaited<ReturnType<typeof hostedPool>>;
let other: Awaited<ReturnType<typeof hostedPool>>;

beforeAll(async () => {
  [pool, other] = await Promise.all([hostedPool(cloud), hostedPool(cloud)]);
  await pool.addUser('jane');
});

const invalidGrant = { status: 400, body: { error: 'invalid_grant' } };

describe('CG-67: an open redirect', () => {
  it.each([
    'https://evil.example/',
    `${callback}/`,
    `${callback}?x=1`,
    `${callback}#x`,
    'http://localhost:3000/callback@evil.example',
    'http://localhost:3000/CALLBACK',
    'http://localhost:3001/callback',
    '//evil.example/callback',
    '',
  ])('through redirect_uri is refused: %s', async (redirect_uri) => {
    const browser = pool.browser();
    for (const path of ['/oauth2/authorize', '/login', '/signup']) {
      await browser.get(`${path}?${pool.request({ redirect_uri })}`);
      expect(browser.location()).toBe(`/error?error=redirect_mismatch&client_id=${pool.ClientId}`);
    }
    const { status, body } = await browser.get(browser.location());
    expect(status).toBe(400);
    expect(body).toContain('An error was encountered with the requested page.');
  });

  it('through a second redirect_uri, a form, or logout_uri is refused', async () => {
    const browser = pool.browser();
    await browser.get(`/login?${pool.request()}&redirect_uri=https://evil.example/`);
    expect(browser.location()).toContain('error=redirect_mismatch');
    await browser.get(`/login?${pool.request()}`);
    await browser.submit('/login', { username: 'jane', password, redirect_uri: 'https://evil.example/' });
    expect(browser.location()).toMatch(/^http:\/\/localhost:3000\/callback\?code=/);
    for (const uri of [
      'https://evil.example/',
      'http://localhost:3000/bye/',
      'http://localhost:3000/bye?x',
    ]) {
      await browser.get(`/logout?client_id=${pool.ClientId}&logout_uri=${encodeURIComponent(uri)}`);
      expect(browser.location()).toBe('/error?error=redirect_mismatch');
    }
    await browser.get(
      `/logout?client_id=${other.ClientId}&logout_uri=${encodeURIComponent('http://localhost:3000/bye')}`,
    );
    expect(browser.location()).toBe('/error?error=invalid_client');
  });
});

describe('a request that is wrong', () => {
  it.each([
    [{ response_type: 'id_token' }, 'invalid_request'],
    [{ response_type: 'token' }, 'unauthorized_client'],
    [{ scope: 'openid phone' }, 'invalid_request', 'invalid_scope'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'x' }, 'invalid_request'],
  ])('goes back to the app with its state: %j', async (wrong, error, description?: string) => {
    const browser = pool.browser();
    await browser.get(`/oauth2/authorize?${pool.request(wrong)}`);
    const url = new URL(browser.location());
    const parameters = url.searchParams.size > 0 ? url.searchParams : new URLSearchParams(url.hash.slice(1));
    expect(parameters.get('error')).toBe(error);
    expect(parameters.get('state')).toBe('a state');
    if (description) expect(parameters.get('error_description')).toBe(description);
  });

  it('that has a parameter twice goes back to the app', async () => {
    const browser = pool.browser();
    await browser.get(`/oauth2/authorize?${pool.request()}&nonce=1&nonce=2`);
    const description = new URL(browser.location()).searchParams.get('error_description');
    expect(description).toBe('duplicate parameter nonce');
    const form = `client_id=${pool.ClientId}&grant_type=refresh_token&refresh_token=1&refresh_token=2`;
    const { status, body } = await browser.send('POST', '/oauth2/token', form);
    expect({ status, body: JSON.parse(body) }).toEqual({ status: 400, body: { error: 'invalid_request' } });
  });

  it('of another pool’s client is shown', async () => {
    const browser = pool.browser();
    await browser.get(`/oauth2/authorize?${pool.request({ client_id: other.ClientId })}`);
    expect(browser.location()).toContain('/error?error=invalid_client');
  });
});

describe('CG-68: a code', () => {
  it('works once', async () => {
    const code = (await pool.signIn('jane')).get('code');
    expect((await pool.exchange(code)).status).toBe(200);
    expect(await pool.exchange(code)).toMatchObject(invalidGrant);
  });

  it.each([
    ['another verifier', { code_verifier: 'a'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another callback URL', { redirect_uri: 'http://localhost:3000/' }],
  ])('is used up by %s', async (_, wrong) => {
    const code = (await pool.signIn('jane')).get('code');
    expect(await pool.exchange(code, wrong)).toMatchObject(invalidGrant);
    expect(await pool.exchange(code)).toMatchObject(invalidGrant);
  });

  it('is of no use to another client or pool', async () => {
    const { ClientId = '' } = await pool.addClient();
    const code = async () => (await pool.signIn('jane')).get('code');
    expect(await pool.exchange(await code(), { client_id: ClientId })).toMatchObject(invalidGrant);
    expect(await other.exchange(await code())).toMatchObject(invalidGrant);
    expect(await other.exchange(await code(), { client_id: pool.ClientId })).toMatchObject({
      body: { error: 'invalid_client' },
    });
  });

  it('wants the secret of a client that has one', async () => {
    const { ClientId = '', ClientSecret = '' } = await pool.addClient({ GenerateSecret: true });
    const code = async () => (await pool.signIn('jane', { client_id: ClientId })).get('code');
    const basic = (id: string, secret: string) => ({
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
    });
    const mine = { client_id: ClientId };
    const invalidClient = { status: 400, body: { error: 'invalid_client' } };
    expect(await pool.exchange(await code(), mine)).toMatchObject(invalidClient);
    expect(await pool.exchange(await code(), { ...mine, client_secret: 'x' })).toMatchObject(invalidClient);
    expect(await pool.exchange(await code(), mine, basic(ClientId, 'x'))).toMatchObject(invalidClient);
    expect(await pool.exchange(await code(), {}, basic(ClientId, ClientSecret))).toMatchObject(invalidClient);
    expect(await pool.exchange(await code(), mine, basic(ClientId, ClientSecret))).toMatchObject({
      status: 200,
    });
  });

  it.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ grant_type: 'constructor' }, 'unsupported_grant_type'],
    [{ grant_type: '' }, 'invalid_request'],
    [{ code: '' }, 'invalid_request'],
    [{ code: 'unknown' }, 'invalid_grant'],
    [{ grant_type: 'client_credentials' }, 'unauthorized_client'],
    [{ grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
  ])('is refused in the words of RFC 6749: %j', async (wrong, error) => {
    expect(await pool.exchange('code', wrong)).toMatchObject({ status: 400, body: { error } });
  });
});

describe('CG-69: a form of a page', () => {
  const form = () => new URLSearchParams({ username: 'jane', password }).toString();

  it('is refused without the token of this browser', async () => {
    const [mine, theirs] = [pool.browser(), pool.browser()];
    await mine.get(`/login?${pool.request()}`);
    const login = `/login?${pool.request()}`;
    expect((await mine.send('POST', login, form(), { origin: mine.origin })).status).toBe(403);
    const { body } = await theirs.get(login);
    const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(body) ?? [];
    const stolen = `${form()}&_csrf=${token}`;
    expect((await mine.send('POST', login, stolen, { origin: mine.origin })).status).toBe(403);
    expect((await theirs.send('POST', login, stolen, { origin: theirs.origin })).status).toBe(302);
  });

  it.each(['https://evil.example', 'null', 'http://localhost:5173', 'http://other.auth.localhost'])(
    'is refused to a page of %s, with the token as well',
    async (origin) => {
      const browser = pool.browser();
      await browser.get(`/login?${pool.request()}`);
      expect((await browser.submit('/login', { username: 'jane', password }, { origin })).status).toBe(403);
    },
  );

  it('cannot be framed, runs no script, and is not kept', async () => {
    const { headers } = await pool.browser().get(`/login?${pool.request()}`);
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'/,
    );
    for (const cookie of headers['set-cookie'] ?? []) expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
  });
});

describe('CG-70: markup', () => {
  const attack = '"><img src=x onerror=alert(1)>';
  it.each(['login_hint', 'state', 'nonce', 'lang'])('in %s is shown as text', async (name) => {
    const { status, body } = await pool.browser().get(`/login?${pool.request({ [name]: attack })}`);
    expect(status).toBe(200);
    expect(body).not.toContain('<img');
  });

  it('in a user name, an attribute or a message is shown as text', async () => {
    const browser = pool.browser();
    await browser.get(`/login?${pool.request()}`);
    expect((await browser.submit('/login', { username: attack, password })).body).not.toContain('<img');
    await browser.get(`/signup?${pool.request()}`);
    const { body } = await browser.submit('/signup', { username: attack, email: attack, password });
    expect(body).toContain('role="alert"');
    expect(body).not.toContain('<img');
    expect((await browser.get(`/error?error=${encodeURIComponent(attack)}`)).body).not.toContain('onerror');
  });
});

it('the cookie of a sign-in is of no use at the domain of another pool', async () => {
  const [mine, theirs] = [pool.browser(), other.browser()];
  await pool.signIn('jane', {}, mine);
  for (const [name, value] of mine.cookies) theirs.cookies.set(name, value);
  await theirs.get(`/oauth2/authorize?${other.request()}`);
  expect(theirs.location()).toMatch(/^\/login\?/);
});

describe('a page of another site', () => {
  const link = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-dest': 'document',
    referer: 'https://evil.example/',
  };

  it('leads to the sign-in by a link, and not in a frame or by a script', async () => {
    const browser = pool.browser();
    const path = `/login?${pool.request()}`;
    expect((await browser.get(path, link)).status).toBe(200);
    expect((await browser.get(path, { ...link, 'sec-fetch-dest': 'iframe' })).status).toBe(403);
    expect((await browser.get(path, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await browser.get(`/oauth2/userInfo`, link)).status).toBe(403);
    expect(
      (await browser.send('POST', '/oauth2/token', 'grant_type=x', { origin: 'https://evil.example' }))
        .status,
    ).toBe(403);
    expect(
      (await browser.send('POST', '/oauth2/token', 'grant_type=x', { origin: 'http://localhost:5173' }))
        .headers,
    ).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
    });
  });

  it('finds nothing else at the domain: no landing page, no inbox and no API of AWS', async () => {
    const browser = pool.browser();
    for (const path of ['/', '/_cloud/inbox', '/_local-cloud/requests', '/restapis']) {
      expect((await browser.get(path)).status, path).toBe(404);
    }
    const target = { 'x-amz-target': 'AWSCognitoIdentityProviderService.ListUserPools' };
    expect((await browser.send('POST', '/', '{}', target)).status).toBe(404);
  });
});

describe('a stranger who guesses', () => {
  it('learns no user names, and is locked out as by the API', async () => {
    await pool.addUser('locked');
    const browser = pool.browser();
    await browser.get(`/login?${pool.request()}`);
    const known = await browser.submit('/login', { username: 'locked', password: 'wrong' });
    const unknown = await browser.submit('/login', { username: 'nobody', password: 'wrong' });
    expect(known.body.replaceAll('locked', 'nobody')).toBe(unknown.body);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await browser.submit('/login', { username: 'locked', password: 'wrong' });
    }
    expect((await browser.submit('/login', { username: 'locked', password })).body).toContain(
      'Password attempts exceeded',
    );
  });
});
