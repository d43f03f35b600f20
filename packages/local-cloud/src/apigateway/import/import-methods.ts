import { type ApiMethod, httpMethods } from '../model.ts';
import { isApiKeyScheme } from './api-key-scheme.ts';
import { importIntegration } from './import-integration.ts';
import { importMethodResponses } from './import-method-responses.ts';
import { type Declared, importRequest, validatorExtension } from './import-request.ts';
import { type JsonObject, notOffered, objectAt, refuseUnknownExtensions, textAt } from './refuse.ts';

const anyMethod = 'x-amazon-apigateway-any-method';

/** The methods of one path, by their names in capitals. */
export function importMethods(path: string, item: JsonObject, declared: Declared): Record<string, ApiMethod> {
  refuseUnknownExtensions(item, [anyMethod], path);
  if (item.trace) throw notOffered(`The method TRACE at ${path}`);
  if (item.$ref) throw notOffered(`$ref at ${path}`);
  const methods: Record<string, ApiMethod> = {};
  for (const httpMethod of [...httpMethods, 'ANY']) {
    const operation = item[httpMethod === 'ANY' ? anyMethod : httpMethod.toLowerCase()];
    if (operation === undefined || operation === null) continue;
    const where = `${httpMethod} ${path}`;
    methods[httpMethod] = importMethod(httpMethod, objectAt(operation, where), item, where, declared);
  }
  return methods;
}

function importMethod(
  httpMethod: string,
  operation: JsonObject,
  item: JsonObject,
  where: string,
  declared: Declared,
): ApiMethod {
  const { definition } = declared;
  const known = [
    'x-amazon-apigateway-integration',
    'x-amazon-apigateway-auth',
    'x-amazon-apigateway-documentation',
    validatorExtension,
  ];
  refuseUnknownExtensions(operation, known, where);
  const security = securityOf(operation, where, definition);
  refuseSecurity(operation, security, where, definition);
  const integration = operation['x-amazon-apigateway-integration'];
  return {
    httpMethod,
    authorizationType: 'NONE',
    apiKeyRequired: security.some((name) => isApiKeyScheme(name, definition)),
    ...importRequest(operation, item, where, declared),
    ...(operation.operationId !== undefined && { operationName: textAt(operation.operationId, where) }),
    methodResponses: importMethodResponses(operation, where, declared),
    methodIntegration:
      integration === undefined ? undefined : importIntegration(objectAt(integration, where), where),
  };
}

/** The names of the schemes that a method asks for, all of them. */
function securityOf(operation: JsonObject, where: string, definition: JsonObject): string[] {
  const requirements = operation.security ?? definition.security ?? [];
  return [requirements].flat().flatMap((requirement) => Object.keys(objectAt(requirement, where)));
}

function refuseSecurity(
  operation: JsonObject,
  security: readonly string[],
  where: string,
  definition: JsonObject,
): void {
  const auth = objectAt(operation['x-amazon-apigateway-auth'], where);
  if (auth.type !== undefined && String(auth.type).toUpperCase() !== 'NONE') {
    throw notOffered(`x-amazon-apigateway-auth type ${auth.type} at ${where}`);
  }
  const names = security.filter((name) => !isApiKeyScheme(name, definition));
  if (names.length > 0) throw notOffered(`The security requirement ${names.join(', ')} at ${where}`);
}
