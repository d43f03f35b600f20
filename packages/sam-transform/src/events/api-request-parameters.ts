import { editMethod, integrationKey } from '../api/api-definition.ts';
import { extended, givenValues } from '../python2/provenance.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import type { ApiMethod } from './api-event-auth.ts';
import { parametersOf } from './api-request-model.ts';

interface RequestParameter {
  readonly location: string;
  readonly name: string;
  readonly required: JsonValue;
  readonly isCacheKey: boolean;
}

/** The definition with an event's `RequestParameters`: `method.request.querystring.page` or that with settings. */
export function applyRequestParameters(
  definition: JsonObject,
  method: ApiMethod,
  given: JsonValue | undefined,
): JsonObject {
  if (!Array.isArray(given) || given.length === 0) return definition;
  const parameters = given.map((entry) => requestParameter(method, entry));
  const cacheKeys = parameters.filter(({ isCacheKey }) => isCacheKey).map(sourceOf);
  return editMethod(definition, method.path, method.name, (found) => {
    const integration = found[integrationKey];
    const isCached = isObject(integration) && cacheKeys.length > 0;
    const cached = isCached
      ? extended(integration, { cacheKeyParameters: givenValues(cacheKeys) })
      : undefined;
    return extended(found, {
      ...(cached && { [integrationKey]: cached }),
      parameters: [...parametersOf(found), ...parameters.map(parameterDefinition)],
    });
  });
}

function parameterDefinition({ location, name, required }: RequestParameter): JsonObject {
  const isQuery = location === 'querystring';
  const parameter = { in: isQuery ? 'query' : location, name, required, type: 'string' };
  return givenValues(parameter, isQuery ? ['name', 'required'] : ['in', 'name', 'required']);
}

function sourceOf({ location, name }: RequestParameter): string {
  return `method.request.${location}.${name}`;
}

function requestParameter({ fail }: ApiMethod, entry: JsonValue): RequestParameter {
  const [source, settings] = onlyEntry(typeof entry === 'string' ? { [entry]: {} } : entry);
  const invalid = "Invalid value for 'RequestParameters' property.";
  if (source === undefined) throw fail(`${invalid} Property must be either a string or an object`);
  const [, location, name] = /^method\.request\.(querystring|path|header)\.(.*)$/s.exec(source) ?? [];
  if (location === undefined || name === undefined) {
    throw fail(
      `${invalid} Keys must be in the format 'method.request.[querystring|path|header].{value}', ` +
        "e.g 'method.request.header.Authorization'.",
    );
  }
  const known = ['Required', 'Caching'];
  if (!isObject(settings) || !Object.keys(settings).every((setting) => known.includes(setting))) {
    throw fail(`${invalid} Values must be an object, e.g { Required: true, Caching: false }`);
  }
  return { location, name, required: settings.Required ?? false, isCacheKey: Boolean(settings.Caching) };
}

function onlyEntry(entry: JsonValue): [string | undefined, JsonValue] {
  const [[name, settings] = [undefined, null], ...more] = isObject(entry) ? Object.entries(entry) : [];
  return more.length === 0 ? [name, settings] : [undefined, null];
}
