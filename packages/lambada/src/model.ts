/** What the annotations of a project say. Scanning makes it; routing, validation, OpenAPI and templates are made of it. */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly classes: readonly ResourceClass[];
  /** Named types. A schema refers to one by `#/components/schemas/NAME`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  /** The most derived error classes first. */
  readonly exceptionMappers: readonly ExceptionMapper[];
}

export interface ResourceClass extends ExportedClass {
  readonly name: string;
  /** Of `@Path` on the class, with `/` at the start and not at the end; '' for the root. */
  readonly path: string;
  readonly description?: string;
  readonly operations: readonly Operation[];
}

/** A class that generated code imports. It has a constructor without parameters. */
export interface ExportedClass {
  /** Relative to the folder of the project's tsconfig.json, with `/` between folders. */
  readonly file: string;
  /** `default` where it is the default export. */
  readonly exportName: string;
}

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export type HttpMethod = (typeof httpMethods)[number];

export interface Operation {
  /** Of the class: `new TheClass()[methodName](...)`. */
  readonly methodName: string;
  /** Unique in the API: `TheClass_methodName`. */
  readonly operationId: string;
  readonly httpMethod: HttpMethod;
  /** The paths of class and method joined, as written: `/pets/{id: [0-9]+}`. */
  readonly path: string;
  readonly segments: readonly Segment[];
  readonly summary?: string;
  readonly description?: string;
  readonly isDeprecated: boolean;
  /** Of `@throws {404} There is no such pet.` in the doc comment. */
  readonly errors: readonly { readonly status: number; readonly description: string }[];
  /** In the order of the method's parameters. */
  readonly parameters: readonly Parameter[];
  /** Media types, of the method or else of the class; empty where neither has the annotation. */
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  /** Of `@Status`; absent: 200, or 204 where the method returns undefined. */
  readonly status?: number;
  /** A key of `ApiModel.authorizers`. */
  readonly authorizer?: string;
  readonly result: Result;
  readonly position: Position;
}

export type Segment =
  | { readonly kind: 'literal'; readonly value: string }
  /** `{name}` or `{name: pattern}`, one segment that matches the whole pattern. */
  | { readonly kind: 'parameter'; readonly name: string; readonly pattern?: string }
  /** `{name+}`, the last: one or more segments, their slashes included. */
  | { readonly kind: 'greedy'; readonly name: string };

export type Parameter = ValueParameter | BodyParameter | BeanParameter | ContextParameter;

/** A value that arrives as a string, or as several where the schema is an array. */
export interface ValueParameter {
  readonly kind: 'path' | 'query' | 'header' | 'cookie' | 'form';
  /** On the wire; of a header in lower case. */
  readonly name: string;
  readonly description?: string;
  readonly schema: JsonSchema;
  /** False also where there is a default. */
  readonly required: boolean;
  /** Already of the schema's type; a date or bigint as a string. */
  readonly default?: JsonValue;
  readonly position: Position;
}

/** The parameter without an annotation: the request's body. */
export interface BodyParameter {
  readonly kind: 'body';
  /** How the body becomes the value: parsed as JSON, as a string, or as a Uint8Array. */
  readonly as: 'json' | 'string' | 'bytes';
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly position: Position;
}

/** `@BeanParam`: an object of a class whose annotated fields are taken from the request. */
export interface BeanParameter {
  readonly kind: 'bean';
  readonly bean: ExportedClass;
  readonly fields: readonly {
    readonly property: string;
    readonly parameter: ValueParameter | BeanParameter;
  }[];
  readonly position: Position;
}

/** `@Context`: the request with its event. */
export interface ContextParameter {
  readonly kind: 'context';
  readonly position: Position;
}

export interface Result {
  /**
   * `json`: an object, array, number or boolean. `string`: `text/plain`, or what `@Produces` says. `bytes`: a Uint8Array,
   * ArrayBuffer or Blob. `stream`: a ReadableStream or Readable. `void`: 204. `response`: always a `Response`, which says
   * itself what it is; a method of any other kind may return one too.
   */
  readonly kind: 'json' | 'string' | 'bytes' | 'stream' | 'void' | 'response';
  /** Of `json`, `string`, and of the entity of a `Response<T>`. */
  readonly schema?: JsonSchema;
  /** The method may also return undefined, which is 204. */
  readonly mayBeEmpty: boolean;
}

/** Lambda authorizers are classes with `@Authorizer(name)`; the others come from the project's settings. */
export type Authorizer =
  | (ExportedClass & {
      readonly kind: 'lambda';
      /** What identifies the caller: without this header API Gateway responds 401 and does not call the function. */
      readonly header: string;
      /** Seconds for which API Gateway keeps a decision; 0: it keeps none. */
      readonly ttl: number;
      readonly position: Position;
    })
  | { readonly kind: 'cognito'; readonly userPoolArns: readonly JsonValue[] }
  | { readonly kind: 'iam' };

/** A class with `@Provider` and `toResponse(error)`, which makes the response for errors of one class. */
export interface ExceptionMapper extends ExportedClass {
  readonly error: ErrorClass;
  readonly position: Position;
}

export type ErrorClass =
  | (ExportedClass & { readonly kind: 'project' })
  /** Imported by this name, such as `@samples/lambada`. */
  | { readonly kind: 'package'; readonly module: string; readonly exportName: string }
  /** Such as `Error` or `TypeError`. */
  | { readonly kind: 'global'; readonly exportName: string };

/** Line and column start at 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic extends Position {
  /** Such as `duplicate-route`. */
  readonly code: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The part of JSON Schema 2020-12 that types become. OpenAPI 3.0 and API Gateway's draft 4 are made of it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly format?: string;
  /** What the value becomes in the program, where that is not what JSON has: a Date, a bigint, a Uint8Array. */
  readonly 'x-value'?: 'Date' | 'bigint' | 'Uint8Array';
  readonly enum?: readonly JsonValue[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;

  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;

  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, string>>;
  };
}

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';
