import type { IncomingHttpHeaders } from 'node:http';
import { hostedServiceName, hostedTarget, isHostedHost } from '../cognito/oauth/hosted-names.ts';

/** `X-Amz-Target` prefixes of the JSON services, for calls that are not signed. */
const targetPrefixes: readonly (readonly [string, string])[] = [
  ['DynamoDB_', 'dynamodb'],
  ['Logs_', 'logs'],
  ['AWSCognitoIdentityProviderService', 'cognito-idp'],
  ['AWSCognitoIdentityService', 'cognito-identity'],
  ['CloudApiService', 'cloudcontrolapi'],
  ['AWSEvents', 'events'],
  ['secretsmanager', 'secretsmanager'],
  ['AmazonEC2ContainerRegistry_', 'ecr'],
  ['AmazonSSM', 'ssm'],
];

const restPaths: readonly (readonly [RegExp, string])[] = [
  [/^\/20\d\d-\d\d-\d\d\/(functions|event-source-mappings|tags|layers|account-settings)\b/, 'lambda'],
  [/^\/restapis(\/|$)/, 'apigateway'],
  // A bucket has no underscore in its name.
  [/^\/[\w-]+_[0-9A-Za-z]+\/\.well-known\//, 'cognito-idp'],
];

/** The signing name of the service an unsigned request is for: what its target, host or path says. */
export function chooseService(headers: IncomingHttpHeaders, path: string): string {
  const host = (headers.host ?? '').split('.');
  const isHosted = isHostedHost(headers.host) || (!host.includes('s3') && hostedTarget(undefined, path));
  if (isHosted) return hostedServiceName;
  const target = String(headers['x-amz-target'] ?? '');
  const byTarget = targetPrefixes.find(([prefix]) => target.startsWith(prefix));
  if (byTarget) return byTarget[1];
  if (host.includes('s3')) return 's3';
  // Of the services that take forms, STS alone has a call that nobody signs.
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  if (path === '/' && isForm) return 'sts';
  return restPaths.find(([pattern]) => pattern.test(path))?.[1] ?? 's3';
}
