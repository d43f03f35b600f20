import { configurationError } from '../gateway-responses/gateway-fault.ts';
import type { ApiIntegration } from '../model.ts';

const prefix = 'integration.request.header.';
const everywhere = ['content-length', 'transfer-encoding', 'x-amzn-apigateway-api-id', 'x-amzn-trace-id'];
const towardsAws = ['authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];

/**
 * Fails every exchange of an integration that maps a parameter to a header that an API must not set, and those
 * in which a template overrides one.
 */
export function compileHeaderCheck({
  type,
  requestParameters,
}: Pick<ApiIntegration, 'type' | 'requestParameters'>): (overridden?: Iterable<string>) => void {
  const isTowardsAws = type === 'AWS' || type === 'AWS_PROXY';
  const forbidden = isTowardsAws ? [...everywhere, ...towardsAws] : everywhere;
  const isForbidden = (name: string) => forbidden.includes(name.toLowerCase());
  const mapped = Object.keys(requestParameters)
    .filter((target) => target.startsWith(prefix))
    .map((target) => target.slice(prefix.length))
    .find(isForbidden);
  return (overridden = []) => {
    const header = mapped ?? [...overridden].find(isForbidden);
    if (header !== undefined) throw configurationError(new Error(`${header} header already present`));
  };
}
