import { isFilled } from '../present.ts';
import { extended, without } from '../python2/provenance.ts';
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
function withOptions(pathItem: JsonValue): JsonValue {
  if (!isObject(pathItem) || !isObject(pathItem.options)) return pathItem;
  const options = without(pathItem.options, 'produces', 'consumes');
  return extended(pathItem, { options: withHeaderSchemas(options) });
}

function withHeaderSchemas(options: JsonObject): JsonObject {
  const { responses } = options;
  const ok = isObject(responses) ? responses['200'] : undefined;
  if (!isObject(responses) || !isObject(ok) || !isObject(ok.headers)) return options;
  const headers = editEach(ok.headers, (schema) => ({ schema }));
  return extended(options, { responses: extended(responses, { '200': extended(ok, { headers }) }) });
}

function editEach(object: JsonObject, edit: (value: JsonValue) => JsonValue): JsonObject {
  return extended(
    object,
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, edit(value)])),
  );
}
