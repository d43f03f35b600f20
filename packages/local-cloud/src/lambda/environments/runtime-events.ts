/** One invocation as the runtime receives it. */
export interface InvocationMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What the runtime of an environment does, over its pipes or over the HTTP Runtime API. */
export interface RuntimeEvents {
  /** It asks for its next invocation: `deliver` sends it. */
  next(deliver: (message: InvocationMessage) => void): void;
  /** `length` is the body's as sent; a body that is too large was cut. */
  respond(kind: 'response' | 'error', requestId: string, body: Buffer, length: number): void;
  initError(body: Buffer): void;
  logged(timestamp: number, message: string): void;
  output(stream: 'stdout' | 'stderr', chunk: Buffer): void;
  exit(code: number | null, signal: string | null): void;
}
