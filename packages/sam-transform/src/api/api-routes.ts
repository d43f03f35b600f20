import { referredId } from '../intrinsics.ts';
import { dictionaryOrder, updatedOrder } from '../python2/dictionary.ts';
import { collect, invalidEvent } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';

/** SM-14: the API of events that name none. */
export const implicitApiId = 'ServerlessRestApi';

/** A method of an API that an `Api` event of a function asks for. */
export interface ApiRoute {
  readonly apiId: string;
  readonly path: string;
  readonly method: string;
  readonly functionResource: Resource;
}

/** The resources with `RestApiId` on every `Api` event: one that names no API means the implicit one. */
export function withApiIds(resources: Readonly<Record<string, Resource>>): Record<string, Resource> {
  return mapFunctions(resources, (resource, events) => ({
    ...resource,
    Properties: {
      ...resource.Properties,
      Events: Object.fromEntries(Object.entries(events).map(([id, event]) => [id, withApiId(event)])),
    },
  }));
}

/** Every route of the template; throws for events without path or method, or of an API that is not there. */
export function apiRoutes(resources: Readonly<Record<string, Resource>>): ApiRoute[] {
  const ids = dictionaryOrder([...Object.keys(resources), implicitApiId]);
  const functions = ids.flatMap((id) => (resources[id] ? [[id, resources[id]] as const] : []));
  return collect(functions, ([functionId, resource]) =>
    apiEventIds(eventsOf(resource) ?? {}).flatMap((eventId) => {
      const event = eventsOf(resource)?.[eventId] ?? null;
      if (isObject(event) && event.Properties && !isObject(event.Properties)) {
        throw invalidEvent(functionId, eventId, 'Properties should be a map.');
      }
      const properties = apiEventProperties(event);
      if (properties === undefined) return [];
      return [route(functionId, eventId, properties, resource, resources)];
    }),
  ).flat();
}

/** The ids of a function's events in the order in which the translator expands them. */
export function eventIds(events: JsonObject): string[] {
  return updatedOrder(Object.keys(events), apiEventIds(events));
}

function apiEventIds(events: JsonObject): string[] {
  const ids = dictionaryOrder(Object.keys(events)).filter(
    (id) => isObject(events[id]) && events[id].Type === 'Api',
  );
  return dictionaryOrder(ids);
}

function route(
  functionId: string,
  eventId: string,
  { RestApiId, Path, Method }: JsonObject,
  functionResource: Resource,
  resources: Readonly<Record<string, Resource>>,
): ApiRoute {
  const fail = (message: string) => invalidEvent(functionId, eventId, message);
  for (const [name, value] of Object.entries({ Path, Method })) {
    if (value === undefined || value === null) throw fail(`Property '${name}' is required.`);
    if (typeof value !== 'string') throw fail(`Property '${name}' should be a string.`);
  }
  const apiId = referredId(RestApiId);
  if (apiId === undefined) throw fail("Property 'RestApiId' should be a string.");
  if (apiId !== implicitApiId && resources[apiId] === undefined) {
    throw fail("RestApiId must be a valid reference to an 'AWS::Serverless::Api' resource in same template.");
  }
  return { apiId, path: String(Path), method: String(Method), functionResource };
}

/** True for a function with an event of the implicit API. */
export function hasImplicitEvent(resource: Resource): boolean {
  return Object.values(eventsOf(resource) ?? {}).some((event) => {
    const properties = apiEventProperties(event);
    return properties !== undefined && !('RestApiId' in properties);
  });
}

function mapFunctions(
  resources: Readonly<Record<string, Resource>>,
  edit: (resource: Resource, events: JsonObject) => Resource,
): Record<string, Resource> {
  return Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => {
      const events = eventsOf(resource);
      return [id, events === undefined ? resource : edit(resource, events)];
    }),
  );
}

function eventsOf(resource: Resource): JsonObject | undefined {
  const events = resource.Type === 'AWS::Serverless::Function' ? resource.Properties?.Events : undefined;
  return isObject(events) ? events : undefined;
}

function withApiId(event: JsonValue): JsonValue {
  const properties = apiEventProperties(event);
  if (properties === undefined || !isObject(event)) return event;
  return { ...event, Properties: { RestApiId: { Ref: implicitApiId }, ...properties } };
}

function apiEventProperties(event: JsonValue): JsonObject | undefined {
  if (!isObject(event) || event.Type !== 'Api' || !isObject(event.Properties)) return undefined;
  // The translator passes over an event without properties, and expands no method for it.
  return Object.keys(event.Properties).length === 0 ? undefined : event.Properties;
}
