import { isIntrinsic } from '../intrinsics.ts';
import { isFilled } from '../present.ts';
import { extended, givenValues, isGivenValue, keysInOrder, without } from '../python2/provenance.ts';
import { invalidResource } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { edited, editPath, integrationKey, isDefinition, pathsOf } from './api-definition.ts';

const known = ['AllowMethods', 'AllowHeaders', 'AllowOrigin', 'MaxAge', 'AllowCredentials'];
const allMethods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** SM-19: the definition with an `OPTIONS` method that responds to preflight requests on every path that has none. */
export function applyCors(
  logicalId: string,
  definition: JsonValue | undefined,
  given: JsonValue | undefined,
): JsonValue | undefined {
  if (given === undefined || !isFilled(given)) return definition;
  if (!definition) {
    const message = "Cors works only with inline Swagger specified in 'DefinitionBody' property.";
    throw invalidResource(logicalId, message);
  }
  const cors = corsProperties(logicalId, given);
  if (!isDefinition(definition)) {
    throw invalidResource(
      logicalId,
      "Unable to add Cors configuration because 'DefinitionBody' does not contain a valid Swagger definition.",
    );
  }
  // Browsers refuse credentials for the origin `*`: https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS
  if (cors.AllowCredentials === true && cors.AllowOrigin === "'*'") {
    throw invalidResource(
      logicalId,
      "Unable to add Cors configuration because 'AllowCredentials' can not be true when " +
        "'AllowOrigin' is \"'*'\" or not set",
    );
  }
  if (!cors.AllowOrigin) {
    const message =
      'Structure of the SAM template is invalid. Invalid input. Value for AllowedOrigins is required';
    throw invalidResource(logicalId, message);
  }
  return edited(definition, (before) =>
    distinctPaths(before).reduce(
      (after, path) => editPath(after, path, (pathItem) => withPreflight(pathItem, cors)),
      before,
    ),
  );
}

function corsProperties(logicalId: string, given: JsonValue): JsonObject {
  if (typeof given === 'string' || isIntrinsic(given)) return givenValues({ AllowOrigin: given });
  if (!isObject(given)) throw invalidResource(logicalId, "Invalid value for 'Cors' property");
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw invalidResource(logicalId, `Invalid key '${unknown}' for 'Cors' property.`);
  }
  return extended({ AllowOrigin: "'*'" }, given);
}

// The gateway takes /pets and /pets/ for one resource; a second OPTIONS there would be a duplicate.
function distinctPaths(definition: JsonObject): string[] {
  const byResource = new Map<string, string>();
  for (const path of keysInOrder(pathsOf(definition))) {
    const resource = path === '/' ? path : path.replace(/\/+$/, '');
    if (!byResource.has(resource)) byResource.set(resource, path);
  }
  return [...byResource.values()];
}

function withPreflight(pathItem: JsonObject, cors: JsonObject): JsonObject {
  if ('options' in pathItem) return pathItem;
  const allowed = cors.AllowMethods
    ? cors
    : extended(without(cors, 'AllowMethods'), { AllowMethods: methods(pathItem) });
  return extended(pathItem, { options: preflight(allowed) });
}

function methods(pathItem: JsonObject): string {
  const names = Object.keys(pathItem);
  const isAny = names.includes('x-amazon-apigateway-any-method');
  const allowed = isAny ? allMethods : [...names, 'options'].map((name) => name.toUpperCase());
  return `'${[...new Set(allowed)].sort().join(',')}'`;
}

function preflight(cors: JsonObject): JsonObject {
  const headers: [property: string, value: JsonValue | undefined][] = [
    ['AllowOrigin', cors.AllowOrigin],
    ['AllowHeaders', cors.AllowHeaders || undefined],
    ['AllowMethods', cors.AllowMethods],
    ['MaxAge', cors.MaxAge ?? undefined],
    ['AllowCredentials', cors.AllowCredentials === true ? "'true'" : undefined],
  ];
  const sent = headers.flatMap(([property, value]) => (value === undefined ? [] : [{ property, value }]));
  const given = sent.filter(
    ({ property }) => property !== 'AllowCredentials' && isGivenValue(cors, property),
  );
  return {
    summary: 'CORS support',
    consumes: ['application/json'],
    produces: ['application/json'],
    [integrationKey]: {
      // The gateway itself responds, with the status that the request template names.
      type: 'mock',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: givenValues(
            Object.fromEntries(sent.map(({ property, value }) => [parameterName(property), value])),
            given.map(({ property }) => parameterName(property)),
          ),
          responseTemplates: { 'application/json': '{}\n' },
        },
      },
    },
    responses: {
      '200': {
        description: 'Default response for CORS method',
        headers: Object.fromEntries(
          sent.map(({ property }) => [
            headerName(property),
            { type: property === 'MaxAge' ? 'integer' : 'string' },
          ]),
        ),
      },
    },
  };
}

function parameterName(property: string): string {
  return `method.response.header.${headerName(property)}`;
}

// `AllowOrigin` is sent as Access-Control-Allow-Origin.
function headerName(property: string): string {
  return `Access-Control${property.replace(/[A-Z]/g, '-$&')}`;
}
