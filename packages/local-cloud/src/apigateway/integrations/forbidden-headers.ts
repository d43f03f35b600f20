const forbidden = new Set([
  'authorization',
  'connection',
  'content-length',
  'expect',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
  'x-amzn-apigateway-api-id',
  'x-amzn-trace-id',
]);

/** Is one of an AWS or AWS_PROXY integration's parameters mapped onto a header that is not the API's to set? */
export function mapsForbiddenHeader(requestParameters: Readonly<Record<string, string>>): boolean {
  const prefix = 'integration.request.header.';
  return Object.keys(requestParameters).some(
    (target) => target.startsWith(prefix) && forbidden.has(target.slice(prefix.length).toLowerCase()),
  );
}
