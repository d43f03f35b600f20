import { isFilled } from '../present.ts';
import { extended, without } from '../python2/provenance.ts';
import { invalidTemplate } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { isVersion3 } from './api-definition.ts';

/** What SAM wrote in Swagger 2 terms moved to where OpenAPI 3 has it, if the API is of that version. */
export function toOpenApi3(definition: JsonObject, openApiVersion: JsonValue | undefined): JsonObject {
  const version = openApiVersion ?? definition.openapi;
  if (definition.swagger || !version || !isVersion3(version)) return definition;
  const { securityDefinitions, definitions, components = {} } = definition;
  const withSchemes = isFilled(securityDefinitions)
    ? moved(definition, 'securityDefinitions', components, { securitySchemes: securityDefinitions ?? null })
    : definition;
  const withSchemas = isFilled(definitions)
    ? moved(withSchemes, 'definitions', withSchemes.components ?? {}, { schemas: definitions ?? null })
    : withSchemes;
  return isObject(withSchemas.paths)
    ? extended(withSchemas, { paths: editEach(withSchemas.paths, withOptions) })
    : withSchemas;
}

function moved(definition: JsonObject, from: string, components: JsonValue, section: JsonObject): JsonObject {
  const whole = extended(isObject(components) ? components : {}, section);
  return without(extended(definition, { components: whole }), from);
}

// A preflight method has no `consumes` and `produces` in version 3, and its headers have schemas.
function withOptions(pathItem: JsonValue, path: string): JsonValue {
  if (!isObject(pathItem)) throw notAMap(`'${path}' path`);
  if (!isFilled(pathItem.options)) return pathItem;
  if (!isObject(pathItem.options)) throw notAMap(`options method for path ${path}`);
  const options = without(pathItem.options, 'produces', 'consumes');
  return extended(pathItem, { options: withHeaderSchemas(options, path) });
}

function withHeaderSchemas(options: JsonObject, path: string): JsonObject {
  const { responses } = options;
  if (responses === undefined) return options;
  if (!isObject(responses)) {
    throw invalidTemplate(`Invalid responses in options method for path ${path}: It should be a map.`);
  }
  const ok = responses['200'];
  if (!isObject(ok) || !isFilled(ok.headers)) return options;
  if (!isObject(ok.headers)) throw notAMap(`response's headers in options method for path ${path}`);
  const headers = editEach(ok.headers, (schema) => ({ schema }));
  return extended(options, { responses: extended(responses, { '200': extended(ok, { headers }) }) });
}

function notAMap(what: string): Error {
  return invalidTemplate(`Value of ${what} must be a dictionary according to Swagger spec.`);
}

function editEach(object: JsonObject, edit: (value: JsonValue, name: string) => JsonValue): JsonObject {
  return extended(
    object,
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, edit(value, name)])),
  );
}
