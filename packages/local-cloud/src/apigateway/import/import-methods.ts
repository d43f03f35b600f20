import { isRecord } from '../../aws/is-record.ts';
import { notOffered } from '../errors.ts';
import { type ApiMethod, httpMethods } from '../model.ts';
import { documentationExtension } from './import-documentation.ts';
import { importIntegration } from './import-integration.ts';
import { importMethodResponses } from './import-method-responses.ts';
import { type Declared, importRequest, type RequestPart, validatorExtension } from './import-request.ts';
import { authExtension, importSecurity } from './import-security.ts';
import { type JsonObject, objectAt, refuseUnknownExtensions, textAt } from './refuse.ts';

export const integrationExtension = 'x-amazon-apigateway-integration';
const anyMethod = 'x-amazon-apigateway-any-method';

/** The methods of one path, by their names in capitals. */
export function importMethods(
  path: string,
  /** With the definition's base path, where that is kept. */
  resourcePath: string,
  item: JsonObject,
  declared: Declared,
): Record<string, ApiMethod> {
  refuseUnknownExtensions(item, [anyMethod], path);
  if (item.trace) throw notOffered(`The method TRACE at ${path}`);
  if (item.$ref) throw notOffered(`$ref at ${path}`);
  const methods: Record<string, ApiMethod> = {};
  for (const httpMethod of [...httpMethods, 'ANY']) {
    const operation = item[httpMethod === 'ANY' ? anyMethod : httpMethod.toLowerCase()];
    if (operation === undefined || operation === null) continue;
    const where = `${httpMethod} ${path}`;
    const source = textParameters(objectAt(operation, where), resourcePath, httpMethod, declared);
    methods[httpMethod] = importMethod(httpMethod, resourcePath, source, item, where, declared);
  }
  return methods;
}

/** The operation without the request parameters whose mapping is not a string: AWS leaves those out. */
function textParameters(
  operation: JsonObject,
  path: string,
  httpMethod: string,
  { warn }: Declared,
): JsonObject {
  const { [integrationExtension]: integration } = operation;
  if (!isRecord(integration) || !isRecord(integration.requestParameters)) return operation;
  const parameters = Object.entries(integration.requestParameters);
  const requestParameters = parameters.filter(([, value]) => typeof value === 'string');
  for (const [name, value] of parameters) {
    if (typeof value === 'string') continue;
    warn(
      `Invalid format for 'requestParameters'. Expected type string for property '${name}' of resource '${path}' and method '${httpMethod}' but got '${typeof value === 'object' ? JSON.stringify(value) : value}'`,
    );
  }
  if (requestParameters.length === parameters.length) return operation;
  return {
    ...operation,
    [integrationExtension]: { ...integration, requestParameters: Object.fromEntries(requestParameters) },
  };
}

/** Those of the path exist whether the operation declares them or not. */
function withPathParameters(path: string, request: RequestPart): RequestPart {
  const inPath = [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => `method.request.path.${name}`);
  const undeclared = inPath.filter((parameter) => !Object.hasOwn(request.requestParameters, parameter));
  const implied = Object.fromEntries(undeclared.map((parameter) => [parameter, true]));
  return { ...request, requestParameters: { ...request.requestParameters, ...implied } };
}

function importMethod(
  httpMethod: string,
  path: string,
  operation: JsonObject,
  item: JsonObject,
  where: string,
  declared: Declared,
): ApiMethod {
  const known = [integrationExtension, authExtension, documentationExtension, validatorExtension];
  refuseUnknownExtensions(operation, known, where);
  const integration = operation[integrationExtension];
  return {
    httpMethod,
    ...importSecurity(operation, where, declared),
    ...withPathParameters(path, importRequest(operation, item, where, declared)),
    ...(operation.operationId !== undefined && { operationName: textAt(operation.operationId, where) }),
    methodResponses: importMethodResponses(operation, where, declared),
    methodIntegration:
      integration === undefined ? undefined : importIntegration(objectAt(integration, where), where),
  };
}
