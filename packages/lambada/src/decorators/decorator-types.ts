import type { RequestAuthorizer } from '../runtime/authorizer-handler.ts';
import type { Response } from '../runtime/response.ts';

/** On any class, also one that others extend. */
export type OnClass = (target: abstract new (...values: never[]) => object) => void;

/** On a class that can be made without arguments. */
export type OnResource = (target: new () => object) => void;

/** On a method that is not static, not an accessor and not a constructor. */
export type OnMethod = <Method extends (...values: never[]) => unknown>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/** On a parameter of a method. A parameter of a constructor has no name of a method, which the types refuse. */
export type OnParameter = (target: object, method: string | symbol, index: number) => void;

/** On a parameter of a method, or on a field of a class for `@BeanParam`. */
export type OnParameterOrField = (target: object, name: string | symbol, index?: number) => void;

/** On a class that says who calls. */
export type OnAuthorizer = (target: new () => RequestAuthorizer) => void;

/** On a class that makes responses of errors. */
export type OnProvider = (
  target: new () => { toResponse(error: never): Response | Promise<Response> },
) => void;
