import type { LogSource } from '../log-source.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const executionPrefix = new RegExp(`^\\((${uuid})\\) `);
const platformLine = new RegExp(`^(?:START|END|REPORT) RequestId: (${uuid})|^RequestId: (${uuid}) `);
const textLine = new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\s(${uuid})\\s`);
/** In an access log that is not JSON; a path may have ids of other things. */
const accessIds = new RegExp(`(?<!/)${uuid}`, 'g');
const exactUuid = new RegExp(`^${uuid}$`);

/** An id as the logs have it: of a whole `X-Amzn-Trace-Id` header the trace, and UUIDs in lower case. */
export function searchedId(text: string): string {
  const id = /(?:^|;)\s*Root=([^;]+)/i.exec(text)?.[1] ?? text;
  return exactUuid.test(id.trim().toLowerCase()) ? id.trim().toLowerCase() : id.trim();
}

/** The id of the request by which the event was logged: the gateway's, or the function's. */
export function ownRequestId(kind: LogSource['kind'], message: string): string | undefined {
  const first = message.charCodeAt(0);
  if (kind === 'execution') return first === 0x28 /* ( */ ? executionPrefix.exec(message)?.[1] : undefined;
  if (first === 0x7b /* { */) return jsonRequestId(kind, message);
  if (kind === 'access') return message.match(accessIds)?.[0];
  const [, platform, fault] = platformLine.exec(message) ?? [];
  return platform ?? fault ?? textLine.exec(message)?.[1];
}

/** The names under which Lambda's JSON format, Powertools and access logs usually have it, the surest first. */
const ownNames = {
  execution: [],
  access: ['requestId', 'request_id', 'requestid'],
  function: ['function_request_id', 'requestId', 'request_id', 'AWSRequestId'],
};

function jsonRequestId(kind: 'access' | 'function', message: string): string | undefined {
  const document = parseObject(message);
  const values = [document, document?.record].flatMap((object) =>
    ownNames[kind].map((name) => (object as Record<string, unknown> | undefined)?.[name]),
  );
  return values.find(isUuid);
}

const correlationNames = ['correlation_id', 'correlationId', 'apiRequestId', 'api_request_id'];
const namedByGateway = new RegExp(
  `^\\(${uuid}\\) (?:AWS Integration Endpoint RequestId : (${uuid})|Lambda execution failed .*Lambda request id: (${uuid})$|Endpoint response headers: .*x-amzn-RequestId=(${uuid}))`,
  'is',
);
const prefixed = new RegExp(`^[^\\n]{0,120}?[[(](${uuid})[\\])]`);

/**
 * Ids of the same request that an event names besides its own: the function's, by the gateway's own word; the
 * gateway's, where a function logs it as its correlation id or as a prefix in brackets.
 */
export function relatedRequestIds(kind: LogSource['kind'], message: string): string[] {
  if (kind === 'execution') return (namedByGateway.exec(message) ?? []).slice(1).filter(isUuid);
  const document = message.startsWith('{') ? parseObject(message) : undefined;
  if (kind === 'access') {
    if (!document) return message.match(accessIds) ?? [];
    const entries = Object.entries(document).filter(([name]) => /request[-_.]?id/i.test(name));
    return entries.map(([, value]) => value).filter(isUuid);
  }
  if (document) return correlationNames.map((name) => document[name]).filter(isUuid);
  const found = prefixed.exec(message)?.[1];
  return found ? [found] : [];
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && exactUuid.test(value);
}

function parseObject(message: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
