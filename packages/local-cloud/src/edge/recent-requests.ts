import type { ServedRequest } from '../aws/served-request.ts';
import type { FunctionOutput } from '../lambda/output/function-output.ts';

/** A request to a deployed API, with what its function wrote. */
export interface RecentRequest extends ServedRequest {
  readonly lines: readonly string[];
}

/** The last requests to deployed APIs, for the landing page. */
export interface RecentRequests {
  readonly output: FunctionOutput;
  note(request: ServedRequest): void;
  /** Newest first. */
  list(): RecentRequest[];
}

const maxRequests = 50;
const maxLines = 30;
const maxLineLength = 500;

export function createRecentRequests(): RecentRequests {
  const requests: ServedRequest[] = [];
  /** By request id, oldest first. A function may write before its request is noted, and after. */
  const lines = new Map<string, string[]>();

  function add(requestId: string, line: string): void {
    const known = lines.get(requestId) ?? [];
    if (known.length < maxLines) known.push(line.slice(0, maxLineLength));
    lines.set(requestId, known);
    const [oldest] = lines.keys();
    if (oldest !== undefined && lines.size > 2 * maxRequests) lines.delete(oldest);
  }

  return {
    output: {
      open() {
        let requestId = '';
        return {
          begin(id) {
            requestId = id;
          },
          line: (message) => add(requestId, message),
          failed: (reason) => add(requestId, reason),
        };
      },
    },
    note(request) {
      requests.push(request);
      if (requests.length > maxRequests) requests.shift();
    },
    list: () =>
      requests.map((request) => ({ ...request, lines: lines.get(request.requestId) ?? [] })).reverse(),
  };
}
