import type { APIGatewayProxyEvent } from 'aws-lambda';

/** A request as the application takes it, whichever server received it. */
export interface RequestContext {
  readonly method: string;
  /** The path of the gateway's resource, such as `/notes/{id}`; undefined where no path of the API matches. */
  readonly resource: string | undefined;
  /** As sent: percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, readonly string[] | undefined>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** What the authorizer returned; undefined where none was asked. */
  readonly authorizer: Readonly<Record<string, unknown>> | undefined;
  /** The event of API Gateway; undefined on an ordinary server. */
  readonly event: APIGatewayProxyEvent | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string | Uint8Array | undefined;
}
