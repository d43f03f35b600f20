import type { SamContext } from '../expansion.ts';
import { isFilled } from '../present.ts';
import {
  extended,
  fromTemplate,
  givenKeys,
  givenValues,
  keysInOrder,
  mapped,
} from '../python2/provenance.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { invalidResource, invalidTemplate } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { applyApiAuth } from './api-auth.ts';
import { applyCors } from './api-cors.ts';
import { edited, isDefinition, isVersion3, notADefinition } from './api-definition.ts';
import { applyGatewayResponses } from './api-gateway-responses.ts';
import { stageVariable } from './api-resource-policy.ts';
import { toOpenApi3 } from './open-api-3.ts';
import { withAllPaths } from './wide-paths.ts';

/** An API's definition with everything its other properties add to it; undefined where it is a file in S3. */
export function apiBody(
  logicalId: string,
  properties: JsonObject,
  auth: JsonObject,
  context: SamContext,
): JsonObject | undefined {
  const { BinaryMediaTypes, Cors, GatewayResponses, Models, OpenApiVersion } = properties;
  const given = withAllPaths(properties.DefinitionBody);
  // The order is the translator's: a default authorizer, for example, is put on preflight methods too (SM-20).
  const withCors = applyCors(logicalId, given, Cors);
  const withAuth = applyApiAuth(
    logicalId,
    withCors,
    auth,
    stageVariable(properties, properties.StageName),
    context,
  );
  const converted = isFilled(auth) ? convert(withAuth, OpenApiVersion) : withAuth;
  const withResponses = applyGatewayResponses(logicalId, converted, GatewayResponses);
  const withBinary = applyBinaryMediaTypes(withResponses, BinaryMediaTypes, context);
  const withModels = applyModels(logicalId, withBinary, Models);
  const convertedAgain = isFilled(Models) ? convert(withModels, OpenApiVersion) : withModels;
  const body = applyEndpointSwitch(logicalId, convertedAgain, properties.DisableExecuteApiEndpoint);
  const last = convert(body, OpenApiVersion);
  return isObject(last) && isFilled(last) ? last : undefined;
}

// Like the translator's, this wraps the schemas of preflight headers once more each time, which means nothing
// to the gateway; a body that is the same has the same deployment.
function convert(definition: JsonValue | undefined, version: JsonValue | undefined): JsonValue | undefined {
  return isObject(definition) ? toOpenApi3(definition, version) : definition;
}

function applyBinaryMediaTypes(
  definition: JsonValue | undefined,
  given: JsonValue | undefined,
  { parameters }: SamContext,
): JsonValue | undefined {
  if (given === undefined || !isFilled(given) || !definition) return definition;
  if (!isDefinition(definition)) throw notADefinition();
  const types = fromTemplate(unescaped(resolveParameters(given, parameters)));
  return edited(definition, (before) =>
    extended(before, { 'x-amazon-apigateway-binary-media-types': types }),
  );
}

// `image~1png` is how a media type is written where `/` separates, as in the names of patches.
function unescaped(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replaceAll('~1', '/');
  if (Array.isArray(value)) return value.map(unescaped);
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, item]) => [name.replaceAll('~1', '/'), unescaped(item)]));
}

function applyEndpointSwitch(
  logicalId: string,
  definition: JsonValue | undefined,
  isDisabled: JsonValue | undefined,
): JsonValue | undefined {
  if (isDisabled === undefined) return definition;
  if (!definition) {
    const message = "DisableExecuteApiEndpoint works only within 'DefinitionBody' property.";
    throw invalidResource(logicalId, message);
  }
  if (!isDefinition(definition)) throw notADefinition();
  const switched = (target: JsonObject, place: string) => {
    const key = 'x-amazon-apigateway-endpoint-configuration';
    const existing = target[key];
    if (existing !== undefined && existing !== null && !isObject(existing)) {
      throw invalidTemplate(`Invalid OpenAPI definition${place}: The value of '${key}' should be a map.`);
    }
    const setting = givenValues({ disableExecuteApiEndpoint: isDisabled });
    return extended(target, { [key]: extended(isObject(existing) ? existing : {}, setting) });
  };
  return edited(definition, (before) => {
    if (!before.openapi || !isVersion3(before.openapi)) return switched(before, '');
    const servers = Array.isArray(before.servers) ? before.servers : [{}];
    const each = mapped(servers, (server, index) =>
      isObject(server) ? switched(server, ` of 'servers[${index}]'`) : server,
    );
    return extended(before, { servers: each });
  });
}

/** The definition with an API's `Models`, named in lower case. */
function applyModels(
  logicalId: string,
  definition: JsonValue | undefined,
  models: JsonValue | undefined,
): JsonValue | undefined {
  if (!isObject(models) || Object.keys(models).length === 0) return definition;
  if (!definition) {
    const message = "Models works only with inline Swagger specified in 'DefinitionBody' property.";
    throw invalidResource(logicalId, message);
  }
  if (!isDefinition(definition)) {
    throw invalidResource(
      logicalId,
      "Unable to add Models definitions because 'DefinitionBody' does not contain a valid Swagger definition.",
    );
  }
  const named = keysInOrder(models).map((name) => {
    const schema = models[name];
    if (!isObject(schema)) throw invalidResource(logicalId, "Invalid value for 'Models' property");
    if (!schema.type) throw invalidTemplate("'Models' schema is missing 'type'.");
    return [name.toLowerCase(), schema];
  });
  return edited(definition, (before) => {
    const existing = isObject(before.definitions) ? before.definitions : {};
    return extended(before, { definitions: extended(existing, givenKeys(Object.fromEntries(named))) });
  });
}
