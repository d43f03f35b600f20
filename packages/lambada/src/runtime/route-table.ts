import type { Response } from './response.ts';

/** What generated code hands to the runtime: everything about routes that is known when an API is built. */
export interface RouteTable {
  /** By the gateway's path, such as `/notes/{id}` or `/files/{rest+}`. */
  readonly resources: Readonly<Record<string, RoutedResource>>;
  /** For the most derived classes first. */
  readonly mappers: readonly ErrorMapping[];
}

/** Routes by HTTP method; several that differ in patterns, `@Consumes` or `@Produces`. */
export type RoutedResource = Readonly<Record<string, readonly Route[]>>;

export interface Route {
  readonly parameters: readonly ParameterPlan[];
  /** Calls the method of the class with the values of its parameters. */
  readonly call: (values: readonly unknown[]) => unknown;
  /** The names of path parameters where the gateway's are others: of two paths with one shape the first names them. */
  readonly names?: Readonly<Record<string, string>>;
  /** By the gateway's name of the path parameter. */
  readonly patterns?: Readonly<Record<string, RegExp>>;
  readonly consumes?: readonly string[];
  /** Of the annotation, or else what the method's type becomes; none for a method that returns nothing. */
  readonly produces?: readonly string[];
  readonly status?: number;
  /** Only callers whom an authorizer let through. */
  readonly authorizer?: string;
}

/** A method of the same path in another function, which the gateway calls instead of this one. */
export const elsewhere: Route = {
  parameters: [],
  call() {
    throw new Error('Expected the gateway to call the function that has this method');
  },
};

export interface ErrorMapping {
  readonly error: abstract new (...values: never[]) => unknown;
  readonly toResponse: (error: never) => Response | Promise<Response>;
}

export type ParameterPlan = ValuePlan | BodyPlan | BeanPlan | { readonly kind: 'context' };

export interface ValuePlan {
  readonly kind: 'path' | 'query' | 'header' | 'cookie' | 'form';
  readonly name: string;
  readonly isRequired?: boolean;
  readonly isList?: boolean;
  readonly default?: unknown;
  /** What a text may become, tried in this order. */
  readonly types: readonly TextType[];
  /** A phrase for messages: `an integer from 1 to 10`. */
  readonly expects: string;
  readonly validate?: Validate;
}

/** Of a list of values: one whose text it is. No text is `bytes`: they are a file of a form. */
export type TextType =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'bigint'
  | 'Date'
  | 'bytes'
  | readonly unknown[];

export interface BodyPlan {
  readonly kind: 'body';
  readonly as: 'json' | 'string' | 'bytes';
  readonly isRequired?: boolean;
  readonly validate?: Validate;
  /** Turns the strings of a valid value into the dates and bigints of its type. */
  readonly revive?: (value: never) => unknown;
}

export interface BeanPlan {
  readonly kind: 'bean';
  readonly create: () => object;
  readonly fields: Readonly<Record<string, ParameterPlan>>;
}

/** A validator that Ajv compiled. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

export interface ValidationError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}
