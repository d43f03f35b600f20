import { documentationExtension } from '../import/import-documentation.ts';
import type { ApiModel, ApiResource } from '../model.ts';
import { withReferences } from '../validation/model-reference.ts';
import type { Dialect, ExportSource } from './dialect.ts';
import { type ExportExtensions, rootExtensions } from './export-extensions.ts';
import { exportOperation } from './export-operation.ts';
import { securitySchemes } from './export-security.ts';

/** A deployed API as an OpenAPI definition. Imported again it is the same API, where its extensions are exported. */
export function exportDefinition(
  source: ExportSource,
  dialect: Dialect,
  extensions: ExportExtensions,
): object {
  const { model } = source;
  const paths = model.resources
    .filter(({ resourceMethods }) => Object.keys(resourceMethods).length > 0)
    .map((resource) => [resource.path, exportPath(resource, model, dialect, extensions)]);
  return {
    ...dialect.version,
    info: {
      title: model.name,
      ...(model.description !== undefined && { description: model.description }),
      version: source.version,
    },
    ...dialect.address(source),
    paths: Object.fromEntries(paths),
    ...dialect.components(
      exportModels(model, dialect.modelPrefix),
      securitySchemes(model, extensions.authorizers),
    ),
    ...(extensions.integrations && rootExtensions(model)),
    ...(extensions.documentation && exportDocumentation(source)),
  };
}

function exportDocumentation({ documentation }: ExportSource): object {
  if (!documentation) return {};
  const { version, createdDate, parts } = documentation;
  const documentationParts = parts.map(({ location, properties = '{}' }) => ({
    location,
    properties: JSON.parse(properties),
  }));
  return { [documentationExtension]: { version, createdDate, documentationParts } };
}

function exportPath(
  { resourceMethods }: ApiResource,
  model: ApiModel,
  dialect: Dialect,
  extensions: ExportExtensions,
): object {
  const operations = Object.entries(resourceMethods).map(([httpMethod, method]) => [
    httpMethod === 'ANY' ? 'x-amazon-apigateway-any-method' : httpMethod.toLowerCase(),
    exportOperation(method, model, dialect, extensions),
  ]);
  return Object.fromEntries(operations);
}

function exportModels({ models }: ApiModel, prefix: string): object {
  const schemas = Object.entries(models).map(([name, { schema = '{}' }]) => [
    name,
    withReferences(JSON.parse(schema), (model, pointer) => prefix + escaped(model) + pointer),
  ]);
  return Object.fromEntries(schemas);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
