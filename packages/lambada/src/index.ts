export {
  Authorized,
  Authorizer,
  type AuthorizerOptions,
  BeanParam,
  Consumes,
  Context,
  CookieParam,
  DELETE,
  DefaultValue,
  FormParam,
  GET,
  HEAD,
  HeaderParam,
  OPTIONS,
  PATCH,
  Path,
  PathParam,
  POST,
  Produces,
  Provider,
  PUT,
  QueryParam,
  Status,
} from './decorators/decorators.ts';
export type { Caller, RequestAuthorizer } from './runtime/authorizer-handler.ts';
export type { RequestContext } from './runtime/http.ts';
export { type CookieOptions, Response, type ResponseBuilder } from './runtime/response.ts';
export { WebApplicationError } from './runtime/web-application-error.ts';
