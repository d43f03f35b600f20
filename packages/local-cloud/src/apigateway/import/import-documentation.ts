import type { DocumentationPart, DocumentationPartLocation } from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest } from '../errors.ts';
import { type JsonObject, objectAt, textAt } from './refuse.ts';

export const documentationExtension = 'x-amazon-apigateway-documentation';

/** In the order in which AWS's messages list them. */
export const documentedTypes: readonly string[] = [
  ...['RESPONSE_BODY', 'RESPONSE', 'METHOD', 'MODEL', 'AUTHORIZER', 'RESPONSE_HEADER', 'RESOURCE'],
  ...['PATH_PARAMETER', 'REQUEST_BODY', 'QUERY_PARAMETER', 'API', 'REQUEST_HEADER'],
];
const typesWithoutPath = ['API', 'AUTHORIZER', 'MODEL'];
const typesWithName = ['AUTHORIZER', 'MODEL', 'PATH_PARAMETER', 'QUERY_PARAMETER', 'REQUEST_HEADER'];

/** The documentation parts of a definition's own extension. */
export function importDocumentation(definition: JsonObject): DocumentationPart[] {
  const { documentationParts = [] } = objectAt(definition[documentationExtension], documentationExtension);
  if (!Array.isArray(documentationParts)) {
    throw badRequest(
      `Invalid OpenAPI input: expected a list for documentationParts of ${documentationExtension}.`,
    );
  }
  return documentationParts.map((source: unknown) => {
    const part = objectAt(source, documentationExtension);
    const location = objectAt(part.location, `location of ${documentationExtension}`);
    return documentationPart(shortId(), location, JSON.stringify(part.properties ?? {}));
  });
}

/** A part with a complete location; `properties` is the text of a JSON object. */
export function documentationPart(id: string, source: JsonObject, properties: string): DocumentationPart {
  const text = (name: string) => textAt(source[name], `${name} of a documentation part's location`);
  const type = text('type') ?? '';
  if (!documentedTypes.includes(type)) throw badRequest(`Invalid documentation part type: ${type}`);
  const path = typesWithoutPath.includes(type) ? undefined : (text('path') ?? '/');
  const name = text('name');
  if (name === undefined && typesWithName.includes(type)) {
    throw badRequest(`Invalid location: the type ${type} of a documentation part needs a name`);
  }
  checkProperties(properties);
  const members = { type, path, method: text('method'), statusCode: text('statusCode'), name };
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return { id, location: Object.fromEntries(given) as unknown as DocumentationPartLocation, properties };
}

/** Parts of `latter` replace those of the same location. */
export function mergeDocumentation(
  former: readonly DocumentationPart[],
  latter: readonly DocumentationPart[],
): DocumentationPart[] {
  const renewed = new Set(latter.map(locationKey));
  return [...former.filter((part) => !renewed.has(locationKey(part))), ...latter];
}

export function locationKey({ location }: DocumentationPart): string {
  const { type, path, method = '*', statusCode = '*', name } = location ?? {};
  return JSON.stringify([type, path, method, statusCode, name]);
}

function checkProperties(properties: string): void {
  try {
    objectAt(JSON.parse(properties), 'properties');
  } catch {
    throw badRequest('Invalid documentation part properties: expected the text of a JSON object');
  }
}
