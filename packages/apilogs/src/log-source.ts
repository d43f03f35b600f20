/** A log group that belongs to a stage of an API. */
export interface LogSource {
  /** Whose log it is: the gateway's of its executions, the gateway's of its accesses, or a function's. */
  readonly kind: 'execution' | 'access' | 'function';
  /** `execution`, `access`, or the name of the function. */
  readonly name: string;
  readonly logGroupName: string;
  /** The versions of a function that the stage calls, such as `$LATEST` or `7`; other streams are not the stage's. */
  readonly versions?: readonly string[];
}

/** Whether a stream of the source's group holds what the stage caused. */
export function isStreamOf({ kind, name, versions }: LogSource, streamName: string): boolean {
  if (kind !== 'function') return true;
  // `2026/11/28/[$LATEST]…`; in a group that functions share `2026/11/28/name[7]…`.
  const [, owner = '', version = ''] = /^\d{4}\/\d\d\/\d\d\/([^[\]]*)\[([^\]]+)\]/.exec(streamName) ?? [];
  if (!version) return true;
  return (owner === '' || owner === name) && (versions?.includes(version) ?? true);
}
