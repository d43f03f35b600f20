import type { Account } from '../../account.ts';
import type { ApiModel } from '../model.ts';
import type { DocumentationRecord } from '../state.ts';

/** What is exported: an API as it was deployed to a stage. */
export interface ExportSource {
  readonly account: Account;
  readonly apiId: string;
  readonly stageName: string;
  readonly version: string;
  readonly model: ApiModel;
  /** The documentation that the stage publishes. */
  readonly documentation: DocumentationRecord | undefined;
}

/** AWS does not keep the types of parameters and headers: all are strings. */
export interface ExportedParameter {
  readonly name: string;
  readonly in: 'header' | 'path' | 'query';
  readonly required: boolean;
}

/** A method's part of an operation, the names of models by content type. */
export interface ExportedMethod {
  readonly parameters: readonly ExportedParameter[];
  readonly requestModels: Readonly<Record<string, string>>;
  /** The content types of the integration's templates. */
  readonly templates: { readonly request: readonly string[]; readonly response: readonly string[] };
  readonly responses: readonly ExportedResponse[];
}

export interface ExportedResponse {
  readonly statusCode: string;
  readonly headers: readonly string[];
  readonly models: Readonly<Record<string, string>>;
}

/** Where OpenAPI 2 and 3 differ. */
export interface Dialect {
  /** What a `$ref` to a model starts with. */
  readonly modelPrefix: string;
  readonly version: object;
  /** The URL of the stage. */
  address(source: ExportSource): object;
  operation(method: ExportedMethod): object;
  components(models: object, securitySchemes: object): object;
}

export function hostOf({ apiId, account }: ExportSource): string {
  return `${apiId}.execute-api.${account.region}.amazonaws.com`;
}
