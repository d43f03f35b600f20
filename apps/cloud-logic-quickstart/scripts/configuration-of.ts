import type { Stack } from '@aws-sdk/client-cloudformation';
import { type Environment, endpointOf, invokeUrl } from '@samples/localstack-client';
import type { Configuration } from '../src/configuration.ts';
import { outputsOf } from './stack.ts';

/** The app's configuration, from the stack of the back end. */
export async function configurationOf(
  stack: Stack,
  environment: Environment = process.env,
): Promise<Configuration> {
  const outputs = outputsOf(stack);
  const { ApiId: apiId = '', UserPoolId: userPoolId = '', SignInUrl: signInUrl = '' } = outputs;
  const parameter = (name: string) =>
    stack.Parameters?.find(({ ParameterKey }) => ParameterKey === name)?.ParameterValue ?? '';
  const stageUrl = (stage: string) => invokeUrl({ apiId, stage, region: regionOf(userPoolId) }, environment);
  const endpoint = endpointOf(environment);
  return {
    userPoolId,
    clientId: outputs.ClientId ?? '',
    identityPoolId: outputs.IdentityPoolId ?? '',
    minimumPasswordLength: Number(parameter('MinimumPasswordLength')),
    signInUrl,
    stages: { Development: stageUrl('Development'), Production: stageUrl('Production') },
    // With this parameter, the template has an identity provider of this name.
    ...(parameter('SamlMetadataUrl') && { company: 'Company' }),
    ...(endpoint && (await onEndpoint(endpoint, userPoolId))),
  };
}

/** What differs on an endpoint other than AWS's. Sign-in pages and an inbox count only where it has them. */
async function onEndpoint(endpoint: string, userPoolId: string): Promise<Partial<Configuration>> {
  const inboxUrl = `${endpoint}/_cloud/inbox`;
  const [published, inbox] = await Promise.all([
    fetch(`${endpoint}/${userPoolId}/.well-known/openid-configuration`),
    fetch(inboxUrl, { method: 'HEAD' }),
  ]);
  const { authorization_endpoint: pages } = (await published.json()) as { authorization_endpoint?: string };
  return {
    endpoints: { userPool: `${endpoint}/`, identityPool: `${endpoint}/` },
    ...(pages && { signInUrl: pages.replace('/oauth2/authorize', '') }),
    ...(inbox.ok && { inboxUrl }),
  };
}

/** The page loads files of its own origin, and connects to what its configuration names: nothing else. */
export function contentSecurityPolicy(configuration: Configuration): string {
  const { endpoints, stages, signInUrl, userPoolId } = configuration;
  const region = regionOf(userPoolId);
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

/** A pool's id begins with its region. */
function regionOf(userPoolId: string): string {
  return userPoolId.split('_')[0] ?? '';
}
