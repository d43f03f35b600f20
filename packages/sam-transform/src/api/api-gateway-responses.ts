import { isIntrinsic } from '../intrinsics.ts';
import { present } from '../present.ts';
import { extended, fromTemplate, givenKeys, keysInOrder } from '../python2/provenance.ts';
import { invalidResource, pythonType } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { edited, isDefinition } from './api-definition.ts';

const responsesKey = 'x-amazon-apigateway-gateway-responses';
const prefixes = [
  ['Headers', 'header.'],
  ['Paths', 'path.'],
  ['QueryStrings', 'querystring.'],
] as const;

/**
 * The definition with an API's `GatewayResponses`. SAM groups parameters by place, the gateway has them in one map.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html
 */
export function applyGatewayResponses(
  logicalId: string,
  definition: JsonValue | undefined,
  given: JsonValue | undefined,
): JsonValue | undefined {
  if (!isObject(given) || Object.keys(given).length === 0) return definition;
  if (!definition) {
    const message = "GatewayResponses works only with inline Swagger specified in 'DefinitionBody' property.";
    throw invalidResource(logicalId, message);
  }
  const responses: JsonObject = {};
  for (const type of keysInOrder(given))
    responses[type] = gatewayResponse(logicalId, type, given[type] ?? null);
  if (!isDefinition(definition)) {
    throw invalidResource(
      logicalId,
      "Unable to add Auth configuration because 'DefinitionBody' does not contain a valid Swagger definition.",
    );
  }
  return edited(definition, (before) => {
    const existing = isObject(before[responsesKey]) ? before[responsesKey] : {};
    const inOrder = Object.fromEntries(keysInOrder(responses).map((type) => [type, responses[type] ?? null]));
    return extended(before, { [responsesKey]: extended(existing, givenKeys(inOrder)) });
  });
}

function gatewayResponse(logicalId: string, type: string, response: JsonValue): JsonObject {
  if (isIntrinsic(response)) {
    throw invalidResource(
      logicalId,
      'Unable to set GatewayResponses attribute because intrinsic functions are not supported for this field.',
    );
  }
  if (!isObject(response)) {
    throw invalidResource(
      logicalId,
      `Invalid property type '${pythonType(response)}' for GatewayResponses. Expected an object of type 'GatewayResponse'.`,
    );
  }
  const known = ['ResponseParameters', 'ResponseTemplates', 'StatusCode'];
  const unknown = Object.keys(response).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `Invalid property '${unknown}' in 'GatewayResponses' property '${type}'.`;
    throw invalidResource(logicalId, message);
  }
  const { StatusCode, ResponseTemplates } = response;
  if (StatusCode && !/^\d{1,3}$/.test(String(StatusCode))) {
    throw invalidResource(logicalId, "Property 'StatusCode' must be numeric");
  }
  return present({
    responseParameters: responseParameters(logicalId, type, response.ResponseParameters),
    responseTemplates: ResponseTemplates || {},
    statusCode: StatusCode ? String(StatusCode) : undefined,
  });
}

function responseParameters(logicalId: string, type: string, given: JsonValue | undefined): JsonObject {
  if (!given) return {};
  if (!isObject(given)) {
    const property = `GatewayResponses.${type}.ResponseParameters`;
    throw invalidResource(logicalId, `Property '${property}' should be a map.`);
  }
  const unknown = Object.keys(given).find((name) => !prefixes.some(([known]) => known === name));
  if (unknown !== undefined) {
    throw invalidResource(logicalId, `Invalid gateway response parameter '${unknown}'`);
  }
  const parameters = Object.fromEntries(
    prefixes.flatMap(([property, prefix]) => {
      const values = given[property] ?? {};
      if (!isObject(values)) {
        throw invalidResource(logicalId, `Property 'ResponseParameters.${property}' should be a map.`);
      }
      return keysInOrder(values).map((name) => [`gatewayresponse.${prefix}${name}`, values[name] ?? null]);
    }),
  );
  return fromTemplate(parameters);
}
