/** How a service is called, as far as the gateway builds the request. */
export type ServiceProtocol =
  | { readonly kind: 'json'; readonly target: string; readonly version: '1.0' | '1.1' }
  | { readonly kind: 'query'; readonly version: string; readonly host?: string }
  | { readonly kind: 'rest' };

const json = (target: string, version: '1.0' | '1.1' = '1.1') => ({ kind: 'json', target, version }) as const;
const query = (version: string, host?: string) =>
  ({ kind: 'query', version, ...(host !== undefined && { host }) }) as const;

/**
 * The services that integrations call, by their names in URIs. Each checks the policies of its caller; others of this
 * cloud are for the account's root, which no role is.
 */
const offered: Readonly<Record<string, ServiceProtocol>> = {
  apigateway: { kind: 'rest' },
  cloudformation: query('2010-05-15'),
  'cognito-identity': json('AWSCognitoIdentityService'),
  'cognito-idp': json('AWSCognitoIdentityProviderService'),
  dynamodb: json('DynamoDB_20120810', '1.0'),
  ecr: json('AmazonEC2ContainerRegistry_V20150921'),
  iam: query('2010-05-08', 'iam.amazonaws.com'),
  lambda: { kind: 'rest' },
  logs: json('Logs_20140328'),
  s3: { kind: 'rest' },
  secretsmanager: json('secretsmanager'),
  ssm: json('AmazonSSM'),
  sts: query('2011-06-15'),
};

export function protocolOf(service: string): ServiceProtocol | undefined {
  return Object.hasOwn(offered, service) ? offered[service] : undefined;
}
