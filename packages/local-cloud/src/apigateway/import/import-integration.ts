import { badRequest } from '../errors.ts';
import { awsEndpoint } from '../integrations/aws/aws-endpoint.ts';
import { awsUrl } from '../integrations/aws/aws-url.ts';
import { callerCredentials } from '../integrations/integration-role.ts';
import { isInvocation, lambdaFunctionOf } from '../integrations/lambda/lambda-uri.ts';
import { compileRequestParameters } from '../mapping/request-parameters.ts';
import { type ApiIntegration, httpMethods as apiMethods } from '../model.ts';
import { contentHandlingOf, importIntegrationResponses } from './import-integration-responses.ts';
import { type JsonObject, refuseUnknownMembers, stringsAt, templatesAt, textAt } from './refuse.ts';

const members = [
  'type',
  'httpMethod',
  'uri',
  'requestParameters',
  'requestTemplates',
  'responses',
  'passthroughBehavior',
  'contentHandling',
  'timeoutInMillis',
  'connectionType',
  'connectionId',
  'credentials',
  'cacheNamespace',
  'cacheKeyParameters',
  // A setting of HTTP APIs: REST APIs have one format, whatever it says.
  'payloadFormatVersion',
];
const integrationTypes = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'] as const;
const httpMethods = ['ANY', ...apiMethods] as readonly string[];
const passthroughBehaviors = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'];

/** One method's `x-amazon-apigateway-integration`; its keywords are case-insensitive. */
export function importIntegration(source: JsonObject, where: string): ApiIntegration {
  const type = (textAt(source.type, where) ?? '').toUpperCase();
  if (!isIntegrationType(type)) throw unknownType(type, where);
  refuseUnknownMembers(source, members, `x-amazon-apigateway-integration at ${where}`);

  const httpMethod = textAt(source.httpMethod, where)?.toUpperCase();
  const uri = textAt(source.uri, where);
  const credentials = credentialsOf(source.credentials, where);
  const contentHandling = contentHandlingOf(source.contentHandling, where);
  if (type !== 'MOCK') {
    if (!httpMethod) throw badRequest('Enumeration value for HttpMethod must be non-empty');
    if (!httpMethods.includes(httpMethod)) throw badRequest(`Invalid HTTP method specified: ${httpMethod}`);
    checkEndpoint(type, uri);
  }
  const requestParameters = stringsAt(source.requestParameters, `requestParameters at ${where}`);
  compileRequestParameters(requestParameters);
  const requestTemplates = templatesAt(source.requestTemplates, `requestTemplates at ${where}`);
  return {
    type,
    ...(type !== 'MOCK' && { httpMethod, ...(uri !== undefined && { uri }) }),
    ...(credentials !== undefined && { credentials }),
    ...(contentHandling && { contentHandling }),
    passthroughBehavior: passthroughBehaviorOf(source.passthroughBehavior, where),
    timeoutInMillis: timeoutOf(source.timeoutInMillis, where),
    ...connectionOf(type, source, where),
    ...cacheOf(source, where),
    requestParameters,
    requestTemplates,
    integrationResponses: importIntegrationResponses(source.responses, where),
  };
}

/** Through the internet unless it says otherwise; only HTTP back ends can be in a VPC. */
function connectionOf(
  type: ApiIntegration['type'],
  { connectionType, connectionId }: JsonObject,
  where: string,
): Partial<ApiIntegration> {
  const name = textAt(connectionType, where)?.toUpperCase() ?? 'INTERNET';
  if (name === 'INTERNET') return {};
  if (name !== 'VPC_LINK') {
    throw badRequest(`Invalid connectionType at ${where}: expected INTERNET or VPC_LINK, received ${name}.`);
  }
  if (type !== 'HTTP' && type !== 'HTTP_PROXY') {
    throw badRequest(`A VPC link at ${where} needs an integration of type HTTP or HTTP_PROXY.`);
  }
  const id = textAt(connectionId, where);
  if (!id) throw badRequest(`A VPC link at ${where} needs a connectionId.`);
  return { connectionType: 'VPC_LINK', connectionId: id };
}

function cacheOf({ cacheNamespace, cacheKeyParameters }: JsonObject, where: string): Partial<ApiIntegration> {
  const namespace = textAt(cacheNamespace, where);
  const keys: unknown = cacheKeyParameters ?? [];
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) {
    throw badRequest(`Invalid cacheKeyParameters at ${where}: expected a list of parameters.`);
  }
  return {
    ...(namespace !== undefined && { cacheNamespace: namespace }),
    ...(keys.length > 0 && { cacheKeyParameters: keys }),
  };
}

function isIntegrationType(type: string): type is ApiIntegration['type'] {
  return integrationTypes.some((known) => known === type);
}

function unknownType(type: string, where: string) {
  const received = type || 'none';
  return badRequest(
    `Invalid integration type at ${where}: expected one of ${integrationTypes.join(', ')}, received ${received}.`,
  );
}

/** A stage variable may replace any part of a URL, even its beginning. */
function checkEndpoint(type: ApiIntegration['type'], uri: string | undefined): void {
  if (type === 'AWS_PROXY') lambdaFunctionOf(uri);
  else if (type === 'AWS') checkService(uri);
  else if (!/^(https?:\/\/[^/\s]|\$\{stageVariables\.)/i.test(uri ?? '')) {
    throw badRequest('Invalid HTTP endpoint specified for URI');
  }
}

function checkService(uri: string | undefined): void {
  const endpoint = awsEndpoint(uri);
  if (isInvocation(endpoint)) lambdaFunctionOf(uri);
  else awsUrl(endpoint);
}

function credentialsOf(value: unknown, where: string): string | undefined {
  const credentials = textAt(value, where);
  if (credentials === undefined || /^arn:aws:iam::\d{12}:role\/./.test(credentials)) return credentials;
  if (credentials === callerCredentials || credentials.includes('${stageVariables.')) return credentials;
  throw badRequest('Invalid ARN specified in the request');
}

function passthroughBehaviorOf(value: unknown, where: string): string {
  const behavior = (textAt(value, where) ?? 'WHEN_NO_MATCH').toUpperCase();
  if (passthroughBehaviors.includes(behavior)) return behavior;
  throw badRequest(
    `Invalid passthroughBehavior at ${where}: expected one of ${passthroughBehaviors.join(', ')}.`,
  );
}

function timeoutOf(value: unknown, where: string): number {
  if (value === undefined) return 29_000;
  const timeout = Number(value);
  if (!Number.isInteger(timeout) || timeout < 50 || timeout > 29_000) {
    throw badRequest(`Timeout should be between 50 ms and 29000 ms (${where})`);
  }
  return timeout;
}
