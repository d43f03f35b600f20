import { respondToErrors } from '../../aws/respond-to-errors.ts';
import type { AwsRequest, AwsResponse, Service } from '../../aws/service.ts';
import { takeOidcResponse, takeSamlResponse } from '../federation/federated-sign-in.ts';
import { domainOf } from '../operations/user-pool-domains.ts';
import { takeLogoutResponse } from '../saml/single-logout.ts';
import type { CognitoState, DomainRecord } from '../state.ts';
import * as account from './account-screens.ts';
import { authorize } from './authorize.ts';
import { oauthJson } from './client-authentication.ts';
import { hostedServiceName, hostedTarget } from './hosted-names.ts';
import { formOf, type HostedRequest, hostedUrl, Refusal } from './hosted-request.ts';
import { logout, showError } from './logout.ts';
import { screen } from './screen.ts';
import { signInScreen } from './sign-in-screen.ts';
import { signIn, takeChallenge } from './sign-in-screens.ts';
import { exchangeToken } from './token-endpoint.ts';
import { revoke, userInfo } from './user-info.ts';

type Route = (request: HostedRequest) => Promise<AwsResponse>;

const routes: Readonly<Record<string, Route>> = {
  'GET /oauth2/authorize': authorize,
  'GET /login': screen((shown) => signInScreen(shown)),
  'POST /login': screen(signIn, 'form'),
  'POST /challenge': screen(takeChallenge, 'form'),
  'GET /signup': screen((shown) => account.signUpScreen(shown)),
  'POST /signup': screen(account.takeSignUp, 'form'),
  'POST /confirm': screen(account.takeConfirmation, 'form'),
  'POST /resendcode': screen(account.resendCode, 'form'),
  'GET /forgotPassword': screen((shown) => account.forgotPasswordScreen(shown)),
  'POST /forgotPassword': screen(account.sendPasswordCode, 'form'),
  'POST /confirmForgotPassword': screen(account.takePasswordByCode, 'form'),
  'GET /logout': logout,
  'GET /error': showError,
  'POST /saml2/idpresponse': takeSamlResponse,
  'GET /saml2/logout': takeLogoutResponse,
  'POST /saml2/logout': takeLogoutResponse,
  'GET /oauth2/idpresponse': takeOidcResponse,
  'POST /oauth2/token': exchangeToken,
  'GET /oauth2/userInfo': userInfo,
  'POST /oauth2/userInfo': userInfo,
  'POST /oauth2/revoke': revoke,
};

/** The domains of user pools: the pages on which people sign in, and the endpoints of OAuth. */
export function hostedDomains(state: CognitoState, cloudUrl: () => string): Service {
  async function respond(request: AwsRequest): Promise<AwsResponse> {
    const { prefix, poolId, path } = hostedTarget(request.headers.host, request.path) ?? {
      path: request.path,
    };
    const domain = poolId === undefined ? state.domains.get(prefix ?? '') : domainOf(state, poolId);
    if (!domain) return oauthJson(404, { message: `No user pool has the domain ${prefix ?? poolId}.` });
    const name = `${request.method === 'HEAD' ? 'GET' : request.method} ${path}`;
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
    if (!route)
      return oauthJson(404, { message: `Expected a path of a user pool's domain, received ${name}.` });
    return run(route, hostedRequest(request, domain));
  }

  function hostedRequest(request: AwsRequest, domain: DomainRecord): HostedRequest {
    const { query, headers } = request;
    return {
      state,
      domain,
      url: hostedUrl(domain.prefix, cloudUrl()),
      query,
      form: formOf(request),
      headers,
    };
  }

  const refuse: Service['refuse'] = (_request, { statusCode, message }) => oauthJson(statusCode, { message });
  return {
    signingName: hostedServiceName,
    acceptsUnsigned: true,
    owns({ headers, path }) {
      const { prefix = '', poolId } = hostedTarget(headers.host, path) ?? {};
      return poolId === undefined ? state.domains.has(prefix) : state.pools.has(poolId);
    },
    // A SAML response may have 100,000 characters, three times as many in a form.
    maxBodyBytes: 512 * 1024,
    handle: (request) => respondToErrors(request, respond, refuse),
    refuse,
  };
}

async function run(route: Route, request: HostedRequest): Promise<AwsResponse> {
  try {
    return await route(request);
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}
