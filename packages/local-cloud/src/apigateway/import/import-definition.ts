import type { Account } from '../../account.ts';
import { parseResourcePolicy } from '../authorizers/resource-policy.ts';
import { badRequest } from '../errors.ts';
import type { ApiAuthorizer, ApiModel, ApiResource } from '../model.ts';
import { compileModels } from '../validation/compile-models.ts';
import { basePathOf, prefixOf } from './base-path.ts';
import { importAuthorizers } from './import-authorizers.ts';
import { documentationExtension, importDocumentation } from './import-documentation.ts';
import { importGatewayResponses } from './import-gateway-responses.ts';
import { importMethods } from './import-methods.ts';
import { type Declared, validatorExtension } from './import-request.ts';
import { importRequestValidators } from './import-request-validators.ts';
import { importResources } from './import-resources.ts';
import { modelRegistry } from './model-registry.ts';
import { type JsonObject, objectAt, refuseUnknownExtensions, textAt } from './refuse.ts';

interface FormerApi {
  readonly resources: readonly Pick<ApiResource, 'id' | 'path'>[];
  readonly authorizers: readonly Pick<ApiAuthorizer, 'id' | 'name'>[];
}

export interface ImportOptions {
  /** What becomes of the definition's base path: `ignore` (the default), `prepend` or `split`. */
  readonly basepath?: string | undefined;
  /** The API that this definition replaces: a path keeps its id, and so does the name of an authorizer. */
  readonly previous?: FormerApi | undefined;
  /** Without them an authorizer of type COGNITO_USER_POOLS is refused. */
  readonly offersUserPools?: boolean;
  /** What `${AWS::AccountId}` and `${AWS::Region}` stand for. */
  readonly account?: Account;
}

/** An API, and what its definition has in vain. */
export interface ImportedApi extends ApiModel {
  readonly importWarnings: readonly string[];
}

const compressionExtension = 'x-amazon-apigateway-minimum-compression-size';
const policyExtension = 'x-amazon-apigateway-policy';
export const definitionExtensions = [
  'x-amazon-apigateway-api-key-source',
  'x-amazon-apigateway-binary-media-types',
  documentationExtension,
  'x-amazon-apigateway-gateway-responses',
  'x-amazon-apigateway-importexport-version',
  compressionExtension,
  policyExtension,
  'x-amazon-apigateway-request-validators',
  validatorExtension,
];

/** Imports the API that an OpenAPI definition describes. Features that this cloud lacks are refused by name. */
export function importDefinition(definition: JsonObject, options: ImportOptions = {}): ImportedApi {
  refuseUnknownExtensions(definition, definitionExtensions, 'the definition');
  const { previous } = options;
  const info = objectAt(definition.info, 'info');
  const prefix = prefixOf(basePathOf(definition), options.basepath);
  const paths = Object.entries(objectAt(definition.paths, 'paths')).filter(
    ([path]) => !path.startsWith('x-'),
  );
  const warnings = new Set<string>();
  const warn = (message: string) => void warnings.add(message);
  const declared: Declared = {
    definition,
    warn,
    models: modelRegistry(definition, warn),
    authorizers: importAuthorizers(definition, previous?.authorizers ?? [], options.offersUserPools ?? false),
    requestValidators: importRequestValidators(definition),
  };
  const methods = new Map(
    paths.map(([path, item]) => [
      prefix + path,
      importMethods(path, prefix + path, objectAt(item, path), declared),
    ]),
  );
  const models = declared.models.all();
  compileModels(models);
  return {
    name: textAt(info.title, 'info.title') ?? '',
    description: textAt(info.description, 'info.description'),
    version: textAt(info.version, 'info.version'),
    binaryMediaTypes: mediaTypes(definition['x-amazon-apigateway-binary-media-types']),
    resources: importResources(methods, previous?.resources ?? []),
    gatewayResponses: importGatewayResponses(definition['x-amazon-apigateway-gateway-responses']),
    models,
    requestValidators: declared.requestValidators,
    authorizers: declared.authorizers,
    documentationParts: importDocumentation(definition),
    policy:
      definition[policyExtension] === undefined
        ? undefined
        : parseResourcePolicy(definition[policyExtension]),
    apiKeySource: apiKeySource(definition['x-amazon-apigateway-api-key-source']),
    minimumCompressionSize:
      definition[compressionExtension] === undefined
        ? undefined
        : compressionSizeOf(definition[compressionExtension]),
    importWarnings: [...warnings],
  };
}

const maxCompressionSize = 10_485_760;

export function compressionSizeOf(value: unknown): number {
  const size = value === '' ? Number.NaN : Number(value);
  if (Number.isInteger(size) && size >= 0 && size <= maxCompressionSize) return size;
  throw badRequest(`Invalid minimum compression size, must be between 0 and ${maxCompressionSize}`);
}

function apiKeySource(source: unknown = 'HEADER'): ApiModel['apiKeySource'] {
  const name = String(source).toUpperCase();
  if (name === 'HEADER' || name === 'AUTHORIZER') return name;
  throw badRequest(
    `Invalid x-amazon-apigateway-api-key-source: expected HEADER or AUTHORIZER, received ${source}.`,
  );
}

function mediaTypes(value: unknown): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
    throw badRequest(
      'Invalid OpenAPI input: expected a list of text for x-amazon-apigateway-binary-media-types.',
    );
  }
  return [...value];
}
