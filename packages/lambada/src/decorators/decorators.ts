// JAX-RS's annotations. They do nothing when the program runs: `scan` reads them from the sources, and bundling removes them.
import type {
  OnAuthorizer,
  OnClass,
  OnMethod,
  OnParameter,
  OnParameterOrField,
  OnProvider,
  OnResource,
} from './decorator-types.ts';

const nothing = () => {};
const returnsNothing = () => nothing;

/** The path of a class, and of a method beneath it: `/pets/{id}`, `/{id: [0-9]+}`, `/files/{rest+}`. */
export const Path: (path: string) => OnResource & OnMethod = returnsNothing;

export const GET: OnMethod = nothing;
export const POST: OnMethod = nothing;
export const PUT: OnMethod = nothing;
export const PATCH: OnMethod = nothing;
export const DELETE: OnMethod = nothing;
export const HEAD: OnMethod = nothing;
export const OPTIONS: OnMethod = nothing;

// Without a name, each of these takes the name of the parameter or field.
export const PathParam: (name?: string) => OnParameterOrField = returnsNothing;
export const QueryParam: (name?: string) => OnParameterOrField = returnsNothing;
export const HeaderParam: (name?: string) => OnParameterOrField = returnsNothing;
export const CookieParam: (name?: string) => OnParameterOrField = returnsNothing;
/** A field of a form, `application/x-www-form-urlencoded` or `multipart/form-data`. */
export const FormParam: (name?: string) => OnParameterOrField = returnsNothing;
/** An object of a class whose annotated fields are taken from the request. */
export const BeanParam: () => OnParameterOrField = returnsNothing;
/** The value where the request has no such parameter. */
export const DefaultValue: (value: string | number | boolean) => OnParameterOrField = returnsNothing;
/** The request with its event. */
export const Context: () => OnParameter = returnsNothing;

/** The media types of the requests that a method, or all methods of a class, take. */
export const Consumes: (...mediaTypes: [string, ...string[]]) => OnClass & OnMethod = returnsNothing;
/** The media types of the responses; the first is for clients that accept anything. */
export const Produces: (...mediaTypes: [string, ...string[]]) => OnClass & OnMethod = returnsNothing;
/** The status of a response for which the method returns no `Response`. */
export const Status: (status: number) => OnMethod = returnsNothing;
/** Only for callers whom the authorizer of this name lets through. On a class: for all its methods. */
export const Authorized: (authorizer: string) => OnClass & OnMethod = returnsNothing;

export interface AuthorizerOptions {
  /** The header that identifies the caller. Default: Authorization. */
  readonly header?: string;
  /** Seconds for which API Gateway keeps a decision. Default: 300. */
  readonly ttl?: number;
}

/** A class that decides who may call the methods with `@Authorized(name)`. */
export const Authorizer: (name: string, options?: AuthorizerOptions) => OnAuthorizer = returnsNothing;
/** A class with `toResponse(error: SomeError): Response`, which makes the response for these errors. */
export const Provider: () => OnProvider = returnsNothing;
