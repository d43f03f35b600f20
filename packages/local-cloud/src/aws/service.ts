import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { PolicyDocument } from './policy/policy-document.ts';
import type { ServiceError } from './service-error.ts';

/** Who signed a request. An unsigned request has no caller. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
  readonly accessKeyId: string;
  /** The name of an IAM user. */
  readonly userName?: string;
  /** The region that the request is signed for; of global services the first one. */
  readonly requestedRegion?: string;
  /** The role of a session. */
  readonly roleArn?: string;
  /** The identity's policies as they are now; the account's root has none and may do everything. */
  readonly policies?: () => readonly PolicyDocument[];
  /** The tags of the session, by key. */
  readonly principalTags?: Readonly<Record<string, string>>;
  /** Those that a role which the session assumes takes over. */
  readonly transitiveTagKeys?: readonly string[];
  /** When the caller gave a one-time password for these temporary credentials, in milliseconds. */
  readonly mfaAt?: number;
  /** Who began a chain of sessions, as the first of them was given it. */
  readonly sourceIdentity?: string;
  /** Whose credentials of an identity pool these are. A web page may use them. */
  readonly cognitoIdentity?: CognitoIdentity;
}

export interface CognitoIdentity {
  readonly identityId: string;
  readonly identityPoolId: string;
  /** The user pool and the user, as API Gateway reports them; absent for somebody who has not signed in. */
  readonly provider?: string;
}

/** A request to an AWS API as it came off the wire, its body read whole. */
export interface AwsRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  /** Still percent-encoded, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly requestId: string;
  readonly caller: Caller | undefined;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer | Readable;
}

/** A request before its body is read: enough to decide who may send it, and how much. */
export type RequestHead = Omit<AwsRequest, 'body'>;

/** One AWS service, as the edge hands requests to it. */
export interface Service {
  /** The name in a signature's credential scope. */
  readonly signingName: string;
  /** A larger request body is refused before it is read. */
  readonly maxBodyBytes: number;
  /**
   * For a service whose limit depends on the operation, or that takes unsigned requests: the limit for this one.
   * Throws what the service refuses before it reads a body.
   */
  bodyLimit?(request: RequestHead): number;
  /** Takes requests nobody signed, and decides by itself what those may do. */
  readonly acceptsUnsigned?: boolean;
  /** Checks the caller's policies itself; a service that does not is for the account's root alone. */
  readonly checksAccess?: boolean;
  /** The service's own error for a body over the limit. */
  readonly tooLarge?: (tooLarge: Error) => ServiceError;
  /** Whether an unsigned request, which names no region, is for something of this service's region. */
  readonly owns?: (request: AwsRequest) => boolean;
  handle(request: AwsRequest): Promise<AwsResponse>;
  /** A refusal of the edge (bad credentials, too large a body) in the shape of this service's protocol. */
  refuse(
    request: Pick<AwsRequest, 'method' | 'path' | 'headers' | 'requestId'>,
    error: ServiceError,
  ): AwsResponse;
}

/** What an operation knows besides its input. */
export interface CallContext {
  readonly requestId: string;
  readonly caller: Caller | undefined;
}

/**
 * An operation takes and returns AWS's own shapes (the SDK's types fit); dates and bytes are turned into
 * text by the protocol. `never` lets operations of all inputs stand in one table.
 */
export type Operation = (
  input: never,
  context: CallContext,
) => object | undefined | Promise<object | undefined>;

export type Operations = Readonly<Record<string, Operation>>;
