import { type Environment, endpointOf, invokeUrl } from '@samples/localstack-client';
import type { Configuration } from '../src/configuration.ts';

/** The app's configuration, from the outputs of the back end's stack. */
export async function configurationOf(
  outputs: Readonly<Record<string, string>>,
  environment: Environment = process.env,
): Promise<Configuration> {
  const { ApiId: apiId = '', UserPoolId: userPoolId = '', SignInUrl: signInUrl = '' } = outputs;
  const region = userPoolId.split('_')[0] ?? '';
  const endpoint = endpointOf(environment);
  const stage = (name: string) => invokeUrl({ apiId, stage: name, region }, environment);
  return {
    region,
    userPoolId,
    clientId: outputs.ClientId ?? '',
    identityPoolId: outputs.IdentityPoolId ?? '',
    signInUrl,
    stages: { Development: stage('Development'), Production: stage('Production') },
    ...(outputs.CompanyName && { company: outputs.CompanyName }),
    ...(endpoint && (await localConfiguration(endpoint, userPoolId))),
  };
}

/** What differs on another endpoint than AWS's: it publishes where its pages of sign-in are. */
async function localConfiguration(endpoint: string, userPoolId: string): Promise<Partial<Configuration>> {
  const [published, inbox] = await Promise.all([
    fetch(`${endpoint}/${userPoolId}/.well-known/openid-configuration`),
    fetch(`${endpoint}/_cloud/inbox`, { method: 'HEAD' }),
  ]);
  const { authorization_endpoint: authorization = '' } = (await published.json()) as Record<string, string>;
  return {
    endpoints: { userPool: endpoint, identityPool: endpoint },
    ...(authorization && { signInUrl: authorization.replace('/oauth2/authorize', '') }),
    ...(inbox.ok && { inboxUrl: `${endpoint}/_cloud/inbox` }),
  };
}

/** The page loads files of its own origin, and connects to what its configuration names: nothing else. */
export function contentSecurityPolicy(configuration: Configuration): string {
  const { region, endpoints, stages, signInUrl } = configuration;
  const urls = [
    ...Object.values(stages),
    endpoints?.userPool ?? `https://cognito-idp.${region}.amazonaws.com`,
    endpoints?.identityPool ?? `https://cognito-identity.${region}.amazonaws.com`,
    signInUrl,
  ];
  const origins = new Set(urls.map((url) => new URL(url).origin));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${[...origins].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
