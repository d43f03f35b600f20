/** A request to an API or to a function's URL, as the landing page lists it. */
export interface ServedRequest {
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly method: string;
  /** Host, path and query, as the client sent them. */
  readonly url: string;
  readonly status: number;
}
