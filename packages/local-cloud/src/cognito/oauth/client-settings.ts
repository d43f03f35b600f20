import type { CreateUserPoolClientRequest } from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter } from '../errors.ts';
import { isThisMachine } from '../federation/outbound.ts';
import type { UserPoolRecord } from '../state.ts';

/** The scopes that every pool has. */
const standardScopes = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

type OAuthSettings = Pick<
  CreateUserPoolClientRequest,
  | 'AllowedOAuthFlows'
  | 'AllowedOAuthFlowsUserPoolClient'
  | 'AllowedOAuthScopes'
  | 'CallbackURLs'
  | 'DefaultRedirectURI'
  | 'LogoutURLs'
>;

/** Throws AWS's error for the first setting of a client's OAuth flows that does not fit the others. */
export function checkOAuthSettings(pool: UserPoolRecord, input: OAuthSettings, hasSecret: boolean): void {
  const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [] } = input;
  const { CallbackURLs: callbacks = [], LogoutURLs: logouts = [], DefaultRedirectURI: usual } = input;
  if (input.AllowedOAuthFlowsUserPoolClient && (flows.length === 0 || scopes.length === 0)) {
    throw invalidFlow(
      'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    );
  }
  if (flows.includes('client_credentials')) {
    if (flows.length > 1) {
      throw invalidFlow('client_credentials flow can not be selected along with code flow or implicit flow.');
    }
    if (!hasSecret) {
      throw invalidFlow(
        'client_credentials flow can not be selected if client does not have a client secret.',
      );
    }
    if (scopes.some((scope) => standardScopes.includes(scope))) {
      throw invalidFlow('client_credentials flow can not be selected along with scopes of users.');
    }
  }
  const unknown = scopes.find((scope) => !standardScopes.includes(scope) && !isScopeOf(pool, scope));
  if (unknown !== undefined) {
    throw new ServiceError('ScopeDoesNotExistException', `Scope ${unknown} does not exist.`);
  }
  for (const url of callbacks) checkUrl('CallbackURLs', url);
  for (const url of logouts) checkUrl('LogoutURLs', url);
  if (usual !== undefined && !callbacks.includes(usual)) {
    throw invalidParameter(`Expected DefaultRedirectURI to be one of CallbackURLs, received ${usual}.`);
  }
}

/** Whether a resource server of the pool has this scope: its identifier, a slash, and the scope's name. */
function isScopeOf(pool: UserPoolRecord, scope: string): boolean {
  const slash = scope.lastIndexOf('/');
  const server = pool.resourceServers.get(scope.slice(0, slash));
  return server?.scopes.some(({ ScopeName }) => ScopeName === scope.slice(slash + 1)) ?? false;
}

/** What runs code or reads files in a browser is no URL of an app. */
const unsafeSchemes = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'filesystem:',
]);

/** Absolute, without a fragment; https, a scheme of an app, or http to this machine. */
function checkUrl(setting: string, text: string): void {
  const url = URL.canParse(text) && /^[\x21-\x7E]{1,1024}$/.test(text) ? new URL(text) : undefined;
  if (!url) throw invalidParameter(`Expected an absolute URL in ${setting}, received ${text}.`);
  if (text.includes('#')) throw invalidParameter(`Expected no fragment in ${setting}, received ${text}.`);
  if (url.username !== '' || url.password !== '') {
    throw invalidParameter(`Expected no user name in ${setting}, received ${text}.`);
  }
  const isHttp = url.protocol === 'http:';
  if (unsafeSchemes.has(url.protocol) || (isHttp && !isThisMachine(url.hostname))) {
    throw invalidParameter(
      `Expected https, a scheme of an app, or http to localhost in ${setting}, received ${text}.`,
    );
  }
}

function invalidFlow(message: string): ServiceError {
  return new ServiceError('InvalidOAuthFlowException', message);
}
