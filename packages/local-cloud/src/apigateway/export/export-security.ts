import type { ApiAuthorizer, ApiMethod, ApiModel } from '../model.ts';

const apiKey = 'api_key';
const signature = 'sigv4';
const authType = 'x-amazon-apigateway-authtype';
const headerSource = 'method.request.header.';

/** The security requirements of a method. */
export function securityOf(method: ApiMethod, { authorizers }: ApiModel): object[] {
  const authorizer = authorizers.find(({ id }) => id === method.authorizerId);
  return [
    ...(method.apiKeyRequired ? [{ [apiKey]: [] }] : []),
    ...(method.authorizationType === 'AWS_IAM' ? [{ [signature]: [] }] : []),
    ...(authorizer ? [{ [authorizer.name]: method.authorizationScopes ?? [] }] : []),
  ];
}

/** The schemes that the methods' requirements name. */
export function securitySchemes(model: ApiModel, withAuthorizers: boolean): object {
  const methods = model.resources.flatMap(({ resourceMethods }) => Object.values(resourceMethods));
  return {
    ...(methods.some(({ apiKeyRequired }) => apiKeyRequired) && { [apiKey]: inHeader('x-api-key') }),
    ...(methods.some(({ authorizationType }) => authorizationType === 'AWS_IAM') && {
      [signature]: { ...inHeader('Authorization'), [authType]: 'awsSigv4' },
    }),
    ...Object.fromEntries(
      model.authorizers.map((authorizer) => [authorizer.name, schemeOf(authorizer, withAuthorizers)]),
    ),
  };
}

/** A security scheme must name a header; for a REQUEST authorizer, whose sources are listed, it has no meaning. */
function schemeOf(authorizer: ApiAuthorizer, isWhole: boolean): object {
  const { type, identitySource = '' } = authorizer;
  const name = type === 'REQUEST' ? 'Unused' : identitySource.slice(headerSource.length);
  if (!isWhole) return inHeader(name);
  const { name: _name, id: _id, authType: kind, ...settings } = authorizer;
  return {
    ...inHeader(name),
    [authType]: kind,
    'x-amazon-apigateway-authorizer': { ...settings, type: type.toLowerCase() },
  };
}

function inHeader(name: string): object {
  return { type: 'apiKey', name, in: 'header' };
}
