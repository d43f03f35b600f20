/** One invocation as the runtime receives it. */
export interface InvocationMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What the runtime of an environment does, whichever way it talks: over its pipe or over the HTTP Runtime API. */
export interface RuntimeEvents {
  /** It asks for its next invocation, which is to be given to `deliver`. */
  next(deliver: (message: InvocationMessage) => void): void;
  /** `length` exceeds the body's where the body was cut for being too large. */
  answer(kind: 'response' | 'error', requestId: string, body: Buffer, length: number): void;
  initError(body: Buffer): void;
  logged(timestamp: number, message: string): void;
  output(stream: 'stdout' | 'stderr', chunk: Buffer): void;
  exit(code: number | null, signal: string | null): void;
}
