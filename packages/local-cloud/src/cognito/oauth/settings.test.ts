import { describe, expect, it } from 'vitest';
import { refusalOf, testPool } from '../testing/user-pool.ts';

describe('a domain of a user pool', () => {
  it('CG-61: belongs to one pool, is described, and goes before its pool', async () => {
    const { operations, UserPoolId } = testPool();
    const domain = { Domain: 'shop-1', UserPoolId };
    expect(operations.CreateUserPoolDomain(domain)).toEqual({ ManagedLoginVersion: 1 });
    const described = operations.DescribeUserPoolDomain({ Domain: 'shop-1' }).DomainDescription;
    expect(described).toMatchObject({ UserPoolId, Status: 'ACTIVE', Domain: 'shop-1' });
    expect(operations.DescribeUserPool({ UserPoolId }).UserPool?.Domain).toBe('shop-1');
    expect(await refusalOf(() => operations.CreateUserPoolDomain({ ...domain, Domain: 'other' }))).toBe(
      'InvalidParameterException: User pool already has a domain configured.',
    );
    expect(await refusalOf(() => operations.CreateUserPoolDomain(domain))).toBe(
      'InvalidParameterException: Domain already associated with another user pool.',
    );
    expect(await refusalOf(() => operations.DeleteUserPool({ UserPoolId }))).toContain('has a domain');
    expect(operations.UpdateUserPoolDomain({ ...domain, ManagedLoginVersion: 2 })).toEqual({
      ManagedLoginVersion: 2,
    });
    operations.DeleteUserPoolDomain(domain);
    expect(operations.DescribeUserPoolDomain({ Domain: 'shop-1' })).toEqual({ DomainDescription: {} });
    expect(await refusalOf(() => operations.DeleteUserPoolDomain(domain))).toBe(
      'InvalidParameterException: No such domain or user pool exists.',
    );
  });

  it.each([
    ['Shop', 'regular expression'],
    ['-shop', 'regular expression'],
    ['a.b', 'regular expression'],
    ['my-cognito', 'reserved word: cognito'],
  ])('is refused the prefix %s', async (Domain, reason) => {
    const { operations, UserPoolId } = testPool();
    expect(await refusalOf(() => operations.CreateUserPoolDomain({ Domain, UserPoolId }))).toContain(reason);
  });

  it('is refused certificates by their name', async () => {
    const { operations, UserPoolId } = testPool();
    const CustomDomainConfig = { CertificateArn: 'arn:aws:acm:us-east-1:0:certificate/x' };
    const create = () =>
      operations.CreateUserPoolDomain({ Domain: 'auth.example.com', UserPoolId, CustomDomainConfig });
    expect(await refusalOf(create)).toContain('CustomDomainConfig of CreateUserPoolDomain');
  });
});

describe('a resource server', () => {
  it('CG-62: is created, listed, changed and deleted, and its scopes may be allowed to clients', async () => {
    const { operations, UserPoolId } = testPool();
    const Identifier = 'https://api.example.com';
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'Reads' }];
    operations.CreateResourceServer({ UserPoolId, Identifier, Name: 'API', Scopes });
    expect(operations.ListResourceServers({ UserPoolId }).ResourceServers).toEqual([
      { UserPoolId, Identifier, Name: 'API', Scopes },
    ]);
    const client = (scope: string) => () =>
      operations.CreateUserPoolClient({
        UserPoolId,
        ClientName: 'machine',
        GenerateSecret: true,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthScopes: [scope],
      });
    expect(await refusalOf(client(`${Identifier}/read`))).toBe('accepted');
    expect(await refusalOf(client(`${Identifier}/write`))).toContain('ScopeDoesNotExistException');
    operations.UpdateResourceServer({
      UserPoolId,
      Identifier,
      Name: 'API',
      Scopes: [{ ScopeName: 'write', ScopeDescription: 'Writes' }],
    });
    expect(await refusalOf(client(`${Identifier}/write`))).toBe('accepted');
    operations.DeleteResourceServer({ UserPoolId, Identifier });
    expect(await refusalOf(() => operations.DescribeResourceServer({ UserPoolId, Identifier }))).toContain(
      'ResourceNotFoundException',
    );
  });
});

describe('OAuth settings of a client', () => {
  const settings = {
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code' as const],
    AllowedOAuthScopes: ['openid'],
    CallbackURLs: ['http://localhost:3000/callback'],
  };
  const create = (more: object) => {
    const { operations, UserPoolId } = testPool();
    return refusalOf(() =>
      operations.CreateUserPoolClient({ UserPoolId, ClientName: 'web', ...settings, ...more }),
    );
  };

  it.each([
    'http://localhost:3000/callback',
    'http://shop.localhost:4566/',
    'http://127.0.0.1:3000/',
    'https://app.example/callback?a=1',
    'myapp://callback',
  ])('CG-63: may call back %s', async (url) => {
    expect(await create({ CallbackURLs: [url] })).toBe('accepted');
  });

  it.each([
    'http://app.example/',
    'http://localhost.app.example/',
    'https://app.example/#fragment',
    '/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user@app.example/',
    'https://app.example/ x',
  ])('CG-63: may not call back %s', async (url) => {
    expect(await create({ CallbackURLs: [url] })).toContain('in CallbackURLs');
    expect(await create({ LogoutURLs: [url] })).toContain('in LogoutURLs');
  });

  it('CG-63: must fit each other', async () => {
    expect(await create({ AllowedOAuthScopes: [] })).toContain('InvalidOAuthFlowException');
    expect(await create({ AllowedOAuthFlows: ['code', 'client_credentials'] })).toContain(
      'along with code flow',
    );
    expect(await create({ AllowedOAuthFlows: ['client_credentials'] })).toContain(
      'does not have a client secret',
    );
    expect(await create({ DefaultRedirectURI: 'https://other.example/' })).toContain('one of CallbackURLs');
  });
});
