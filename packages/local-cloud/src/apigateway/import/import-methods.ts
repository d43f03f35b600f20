import { notOffered } from '../errors.ts';
import { type ApiMethod, httpMethods } from '../model.ts';
import { importIntegration } from './import-integration.ts';
import { importMethodResponses } from './import-method-responses.ts';
import { type Declared, importRequest, validatorExtension } from './import-request.ts';
import { authExtension, importSecurity } from './import-security.ts';
import { type JsonObject, objectAt, refuseUnknownExtensions, textAt } from './refuse.ts';

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
  const known = [
    'x-amazon-apigateway-integration',
    authExtension,
    'x-amazon-apigateway-documentation',
    validatorExtension,
  ];
  refuseUnknownExtensions(operation, known, where);
  const integration = operation['x-amazon-apigateway-integration'];
  return {
    httpMethod,
    ...importSecurity(operation, where, declared),
    ...importRequest(operation, item, where, declared),
    ...(operation.operationId !== undefined && { operationName: textAt(operation.operationId, where) }),
    methodResponses: importMethodResponses(operation, where, declared),
    methodIntegration:
      integration === undefined ? undefined : importIntegration(objectAt(integration, where), where),
  };
}
