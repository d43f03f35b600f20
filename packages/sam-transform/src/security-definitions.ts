import { extended } from './python2/provenance.ts';
import { invalidTemplate } from './sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from './template.ts';

const iam: JsonObject = {
  'x-amazon-apigateway-authtype': 'awsSigv4',
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
};
const apiKey: JsonObject = { type: 'apiKey', name: 'x-api-key', in: 'header' };

export function withIamDefinition(definition: JsonObject): JsonObject {
  return 'AWS_IAM' in securityDefinitions(definition)
    ? definition
    : withSecurityDefinitions(definition, { AWS_IAM: iam });
}

export function withApiKeyDefinition(definition: JsonObject): JsonObject {
  return 'api_key' in securityDefinitions(definition)
    ? definition
    : withSecurityDefinitions(definition, { api_key: apiKey });
}

export function withSecurityDefinitions(definition: JsonObject, added: JsonObject): JsonObject {
  return extended(definition, { securityDefinitions: extended(securityDefinitions(definition), added) });
}

/** A method's security requirements: a list of `{ <scheme>: [scope…] }`. */
export function securityOf(method: JsonObject, path: string, name: string): JsonObject[] {
  const { security = [] } = method;
  if (!Array.isArray(security)) {
    throw invalidTemplate(`Type of security for path ${path} method ${name} must be a list`);
  }
  return security.map((entry) => {
    if (isObject(entry)) return entry;
    throw invalidTemplate(`${entry} in Security for path ${path} method ${name} is not a valid dictionary.`);
  });
}

/** The IAM scheme is only defined where it is a method's first requirement. */
export function needsIamDefinition([first]: readonly JsonValue[]): boolean {
  return isObject(first) && 'AWS_IAM' in first;
}

function securityDefinitions(definition: JsonObject): JsonObject {
  const { securityDefinitions: found } = definition;
  if (!found) return {};
  if (isObject(found)) return found;
  throw invalidTemplate('securityDefinitions must be a dictionary.');
}
