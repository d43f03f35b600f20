import type {
  Authorizer,
  DocumentationPart,
  GatewayResponse,
  Integration,
  IntegrationResponse,
  Method,
  MethodResponse,
  Model,
  RequestValidator,
  Resource,
} from '@aws-sdk/client-api-gateway';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';

/** An API as its definition describes it, in the shapes of AWS's control plane. It is replaced, never modified. */
export interface ApiModel {
  readonly name: string;
  readonly description: string | undefined;
  readonly version: string | undefined;
  readonly binaryMediaTypes: readonly string[];
  /** Every resource down from `/`, parents before children. */
  readonly resources: readonly ApiResource[];
  /** Only the customised ones, by response type. */
  readonly gatewayResponses: Readonly<Record<string, GatewayResponse>>;
  /** By name. */
  readonly models: Readonly<Record<string, Model>>;
  /** By id. */
  readonly requestValidators: Readonly<Record<string, RequestValidator>>;
  readonly authorizers: readonly ApiAuthorizer[];
  readonly documentationParts: readonly DocumentationPart[];
  /** The resource policy. */
  readonly policy: PolicyDocument | undefined;
  /** Where a caller's API key comes from. */
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** From how many bytes on responses are compressed; absent where they never are. */
  readonly minimumCompressionSize: number | undefined;
}

export interface ApiResource extends Resource {
  readonly id: string;
  readonly path: string;
  /** By HTTP method; `ANY` stands for all seven. */
  readonly resourceMethods: Readonly<Record<string, ApiMethod>>;
}

export interface ApiMethod extends Method {
  readonly httpMethod: string;
  readonly apiKeyRequired: boolean;
  /** `method.request.<header|path|querystring>.<name>`: whether it is required. */
  readonly requestParameters: Record<string, boolean>;
  /** The names of models, by content type. */
  readonly requestModels: Record<string, string>;
  readonly methodResponses: Record<string, MethodResponse>;
  readonly methodIntegration: ApiIntegration | undefined;
}

export interface ApiAuthorizer extends Authorizer {
  readonly id: string;
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS';
  /** Absent for COGNITO_USER_POOLS, which has nothing to cache. */
  readonly authorizerResultTtlInSeconds?: number;
}

export interface ApiIntegration extends Integration {
  readonly type: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK';
  readonly timeoutInMillis: number;
  readonly requestParameters: Record<string, string>;
  readonly requestTemplates: Record<string, string>;
  /** By status code, as AWS keeps them. */
  readonly integrationResponses: Record<string, IntegrationResponse>;
}

/** The methods that `ANY` covers. An API has no TRACE, CONNECT or unknown methods. */
export const httpMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;
