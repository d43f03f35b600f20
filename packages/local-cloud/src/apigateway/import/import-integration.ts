import type { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway';
import { lambdaFunctionOf } from '../integrations/lambda-uri.ts';
import type { ApiIntegration } from '../model.ts';
import { badRequest } from '../rest-api-record.ts';
import { importIntegrationResponses } from './import-integration-responses.ts';
import { type JsonObject, notOffered, refuseUnknownMembers, stringsAt, textAt } from './refuse.ts';
import { refuseDirectives } from './refuse-directives.ts';

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
];
const passthroughBehaviors = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'];

/** One method's `x-amazon-apigateway-integration`; its words are written in any case. */
export function importIntegration(source: JsonObject, where: string): ApiIntegration {
  const type = (textAt(source.type, where) ?? '').toUpperCase();
  if (type !== 'AWS_PROXY' && type !== 'MOCK') throw unknownType(type, where);
  refuseUnknownMembers(source, members, `x-amazon-apigateway-integration at ${where}`);

  const passthroughBehavior = (textAt(source.passthroughBehavior, where) ?? 'WHEN_NO_MATCH').toUpperCase();
  if (!passthroughBehaviors.includes(passthroughBehavior)) {
    throw badRequest(
      `Invalid passthroughBehavior at ${where}: expected one of ${passthroughBehaviors.join(', ')}.`,
    );
  }
  const httpMethod = textAt(source.httpMethod, where)?.toUpperCase();
  const uri = textAt(source.uri, where);
  const requestTemplates = stringsAt(source.requestTemplates, `requestTemplates at ${where}`);
  const contentHandling = textAt(source.contentHandling, where)?.toUpperCase();
  if (type === 'AWS_PROXY') {
    if (!httpMethod) throw badRequest('Enumeration value for HttpMethod must be non-empty');
    lambdaFunctionOf(uri);
  } else {
    refuseDirectives(requestTemplates, `requestTemplates at ${where}`);
    if (contentHandling) throw notOffered(`contentHandling of a MOCK integration at ${where}`);
  }
  return {
    type,
    ...(httpMethod !== undefined && { httpMethod }),
    ...(uri !== undefined && { uri }),
    ...(contentHandling !== undefined && { contentHandling: contentHandling as ContentHandlingStrategy }),
    passthroughBehavior,
    timeoutInMillis: timeoutOf(source.timeoutInMillis, where),
    requestParameters: requestParameters(source.requestParameters, where),
    requestTemplates,
    integrationResponses: importIntegrationResponses(type, source.responses, where),
  };
}

function unknownType(type: string, where: string) {
  if (['AWS', 'HTTP', 'HTTP_PROXY'].includes(type)) {
    return notOffered(`x-amazon-apigateway-integration type ${type.toLowerCase()} at ${where}`);
  }
  return badRequest(
    `Invalid integration type at ${where}: expected AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK, received ${type || 'none'}.`,
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

function requestParameters(value: unknown, where: string): Record<string, string> {
  const parameters = stringsAt(value, `requestParameters at ${where}`);
  for (const target of Object.keys(parameters)) {
    if (!/^integration\.request\.(header|path|querystring)\.[^\s]+$/.test(target)) {
      throw badRequest(`Invalid mapping expression specified: ${target} at ${where}`);
    }
  }
  return parameters;
}
