import type { IncomingHttpHeaders } from 'node:http';
import type { ContextValues, Overrides, TemplateContext } from '@samples/mapping-templates';
import type { Account } from '../account.ts';
import type { Caller } from '../aws/service.ts';
import type { LongWork } from '../long-work/long-work.ts';
import type { AccessRecord } from './access-log/access-record.ts';
import type { ExecutionLog } from './execution-log/execution-log.ts';
import type { GatewayFault } from './gateway-responses/gateway-fault.ts';
import type { Header } from './headers/header.ts';
import type { BodyDocument } from './mapping/body-document.ts';
import type { SettingsOf } from './method-settings/method-settings.ts';
import type { StageCache } from './stage-cache/stage-cache.ts';
import type { Trace } from './trace-id.ts';
import type { UsagePlanState } from './usage-plans/usage-plan-state.ts';

/*
 * The types of the request path. They refer to each other (an exchange knows its method, a method's integration
 * takes exchanges), so they share a file that imports no step.
 */

/** A client's request to a stage. */
export interface Call {
  readonly account: Account;
  readonly apiId: string;
  readonly stage: CalledStage;
  /** What `$context.path` has in front of `path`: the stage, or nothing under a custom domain. */
  readonly basePath: string;
  /** The base path of a custom domain, which events have in `path` too. */
  readonly mappedPath?: string;
  readonly deployment: CompiledDeployment;
  readonly usagePlans: UsagePlanState;
  /** Workers for bodies that take long; without them the event loop does that work too. */
  readonly bodyWork: LongWork | undefined;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly trace: Trace;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly httpMethod: string;
  readonly protocol: string;
  /** Without the stage, still percent-encoded, exactly as received: empty, or with any number of leading slashes. */
  readonly path: string;
  /** The whole path of the request, as the client sent and signed it. */
  readonly rawPath: string;
  readonly rawQuery: string;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  /** Made by TestInvokeMethod: there is no connection that headers could describe. */
  readonly isTest?: boolean;
  /** Absent where the stage has no access log. */
  readonly access: AccessRecord | undefined;
}

/** A stage as its callers see it. */
export interface CalledStage {
  readonly stageName: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The method settings, complete and compiled for quick look-up. */
  readonly settingsOf: SettingsOf;
  readonly tracingEnabled?: boolean | undefined;
  readonly clientCertificateId?: string | undefined;
  /** Absent without a cache cluster. */
  readonly cache: StageCache<HttpResponse> | undefined;
  /** Whether this is the canary of a stage; absent where the stage has none. */
  readonly isCanary?: boolean | undefined;
  /** Counts how often the cached results of authorizers were flushed. */
  readonly authorizersFlushed: number;
}

/** A call that found its method. The steps of the pipeline pass it on. */
export interface Exchange extends Call, Authorization {
  readonly method: CompiledMethod;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
  /** Empty when the client sent none. */
  readonly body: Buffer;
  /** Absent where the method requires no key. */
  readonly apiKey?: ApiKeyIdentity;
  /** Absent where the stage keeps no log of the method: `exchange.log?.info(…)`. */
  readonly log: ExecutionLog | undefined;
}

/** The API key that admitted a caller. */
export interface ApiKeyIdentity {
  readonly id: string;
  readonly value: string;
}

/** What authorization found out about the caller. It becomes part of the exchange. */
export interface Authorization {
  /** `$context.authorizer`; absent without an authorizer that returned something. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /** Members of `$context.identity`. */
  readonly identity?: Readonly<Record<string, string>>;
  /** Who signed the call. */
  readonly caller?: Caller;
  /** The API key that a Lambda authorizer returned for its caller. */
  readonly usageIdentifierKey?: string;
}

/** Decides whether a call may go on. Rejects with a GatewayFault where it may not. */
export type Authorize = (exchange: Exchange) => Promise<Authorization>;

/** The response to the client. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Buffer;
  /** Integrations with a back end return the trace id to the client; MOCK and errors do not. */
  readonly showsTrace: boolean;
}

/** A frozen API, with everything done that does not need a request. */
export interface CompiledDeployment {
  readonly route: (httpMethod: string, path: string) => Route<CompiledMethod> | undefined;
  readonly gatewayResponses: (fault: GatewayFault, scope: FaultScope) => HttpResponse;
  readonly binaryMediaTypes: readonly string[];
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** From how many bytes on responses are compressed; absent where they never are. */
  readonly minimumCompressionSize: number | undefined;
}

export interface Route<Method> {
  readonly method: Method;
  /** Raw, as the client wrote them; `undefined` when the path has none. */
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}

export interface CompiledMethod {
  readonly resourceId: string;
  /** The template: `/pets/{petId}`. */
  readonly resourcePath: string;
  readonly apiKeyRequired: boolean;
  /** Absent where everybody may call. */
  readonly authorize: Authorize | undefined;
  /** Throws a GatewayFault, or rejects with it, for an invalid request; absent without a validator. */
  readonly validate: ((exchange: Exchange) => void | Promise<void>) | undefined;
  readonly integration: CompiledIntegration;
  readonly caching: MethodCaching;
}

/** What a stage with a cache asks of a method. */
export interface MethodCaching {
  /** Each cached response has its own. */
  readonly key: (exchange: Exchange) => Promise<string>;
  /** Why the client may not invalidate its entry; `undefined` when it may. */
  readonly refusal: (exchange: Exchange) => GatewayFault | undefined;
}

/** The integration of one method, compiled into three steps of the pipeline. Each may throw a GatewayFault or reject with one. */
export interface CompiledIntegration {
  readonly timeoutInMillis: number;
  readonly request: (exchange: Exchange) => IntegrationRequest | Promise<IntegrationRequest>;
  readonly invoke: (request: IntegrationRequest, exchange: Exchange) => Promise<IntegrationResult>;
  /** The integration response. */
  readonly respond: (
    result: IntegrationResult,
    exchange: Exchange,
    request: IntegrationRequest,
  ) => HttpResponse | Promise<HttpResponse>;
}

/** A request to a back end. */
export interface IntegrationRequest {
  readonly httpMethod: string;
  /** Absent for MOCK, which has no back end. */
  readonly uri?: string;
  readonly headers: readonly Header[];
  readonly body: string | Buffer;
  /** What the request's mappings read and wrote; the response's mappings may read it. */
  readonly scope?: MappingScope;
}

/** The response of a back end. */
export interface IntegrationResult {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** The string that selection patterns are matched against: the status where it is absent. Null matches no pattern. */
  readonly selectedBy?: string | null;
}

/** What the mappings of one exchange read, those of its request and its response. */
export interface MappingScope {
  readonly exchange: Exchange;
  /** Without the headers that are hidden from mappings. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly body: BodyDocument;
  /** Parses a long body in a worker; must be awaited before `body` is used. */
  readLongBody(bodyWork: LongWork, paths: readonly string[]): Promise<void>;
  readonly contextValues: ContextValues;
  /** `$context`: what a request template writes there, the response template can read. */
  readonly context: TemplateContext;
  /** What templates wrote; undefined before the first one ran. */
  overrides(): Overrides | undefined;
}

/** The values that a gateway response can refer to. */
export interface FaultScope {
  readonly call: Call;
  readonly fault: GatewayFault;
  /** `$context`, as far as the call got. */
  readonly context: object;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}
