/** How the other services call functions. */
export interface FunctionInvoker {
  /**
   * Runs a function. Rejects with ServiceError: ResourceNotFoundException 404, AccessDeniedException 403,
   * TooManyRequestsException 429, RequestEntityTooLargeException 413.
   */
  invoke(request: InvokeRequest): Promise<InvokeResult>;
}

export interface InvokeRequest {
  /** A name, an ARN or a partial ARN, with or without `:qualifier`. */
  readonly functionName: string;
  readonly qualifier?: string | undefined;
  readonly payload: string | Buffer;
  /** The caller made the payload with JSON.stringify: it needs no check. */
  readonly isJson?: boolean | undefined;
  readonly invocationType?: 'RequestResponse' | 'Event' | 'DryRun' | undefined;
  readonly clientContext?: string | undefined;
  readonly traceId?: string | undefined;
  /** A new UUID unless given. */
  readonly requestId?: string | undefined;
  /** The request id that the caller's own client gets, to be shown with an error. */
  readonly clientRequestId?: string | undefined;
  /**
   * An AWS service that calls for one of its resources: needs a statement in the function's resource policy.
   * Absent: the call was authorised elsewhere.
   */
  readonly principal?: { readonly service: string; readonly sourceArn: string } | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface InvokeResult {
  readonly statusCode: number;
  readonly payload: Buffer;
  readonly functionError?: 'Unhandled' | undefined;
  readonly executedVersion: string;
  readonly requestId: string;
  /** The last 4 KB of the invocation's log, once the log is complete. */
  logTail(): Promise<string>;
}
