import exported from './cloud-logic-api.json' with { type: 'json' };

export interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
  /** `sigv4` for a signature, `users` for a token of the user pool; nothing where everybody may call it. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** The OpenAPI document of the API, as API Gateway exports it. */
export const definition: Definition = exported;
