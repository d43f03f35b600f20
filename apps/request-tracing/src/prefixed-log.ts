/** The ids of one request: the gateway's, which the client sees as `x-amzn-RequestId`, and the function's. */
export interface RequestIds {
  readonly gateway: string;
  readonly function: string;
}

export type Log = (message: string) => void;

/** A log whose every line starts with both ids, so that a search for either finds all of them. */
export function prefixedLog(ids: RequestIds, write: Log = console.log): Log {
  const prefix = `[${ids.gateway}] [${ids.function}] `;
  return (message) => write(prefix + message.replaceAll('\n', `\n${prefix}`));
}
