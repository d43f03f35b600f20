import type { ApiIntegration } from '../model.ts';

const prefix = 'integration.request.header.';
const everywhere = ['content-length', 'transfer-encoding', 'x-amzn-apigateway-api-id', 'x-amzn-trace-id'];
const towardsAws = ['authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];

/** Is one of an integration's parameters mapped onto a header that is not the API's to set? */
export function mapsForbiddenHeader(
  integration: Pick<ApiIntegration, 'type' | 'requestParameters'>,
): boolean {
  const isTowardsAws = integration.type === 'AWS' || integration.type === 'AWS_PROXY';
  const forbidden = isTowardsAws ? [...everywhere, ...towardsAws] : everywhere;
  return Object.keys(integration.requestParameters).some(
    (target) => target.startsWith(prefix) && forbidden.includes(target.slice(prefix.length).toLowerCase()),
  );
}
