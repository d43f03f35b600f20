import type { Exchange } from '../exchange.ts';
import type { ApiModel } from '../model.ts';
import { admitByKey } from '../usage-plans/admit-by-key.ts';

/**
 * Admits callers with a key of a usage plan for this stage. An API takes keys from one source: from a header, before the
 * authorizer runs, or from the authorizer's result.
 */
export function checkApiKey(exchange: Exchange, source: ApiModel['apiKeySource']): Exchange {
  const { method, deployment, log, requestId, apiId, stage } = exchange;
  if (source !== deployment.apiKeySource) return exchange;
  const value = source === 'HEADER' ? exchange.headers['x-api-key']?.toString() : exchange.usageIdentifierKey;
  const apiStage = `${apiId}/${stage.stageName}`;
  const shown = masked(value);
  const named = shown && ` ${shown}`;
  log?.info(`Verifying Usage Plan for request: ${requestId}. API Key: ${shown} API Stage: ${apiStage}`);
  const name = `${exchange.httpMethod} ${method.resourcePath}`;
  if (!method.apiKeyRequired) {
    log?.info(
      `API Key${named} authorized because method '${name}' does not require API Key. Request will not contribute to throttle or quota limits`,
    );
    log?.info(`Usage Plan check succeeded for API Key ${shown} and API Stage ${apiStage}`);
    return exchange;
  }
  const apiKey = admitByKey(exchange.usagePlans, exchange, value);
  log?.info(
    `API Key${named} authorized because method '${name}' requires API Key. Request will contribute to throttle or quota limits`,
  );
  log?.info(`Usage Plan check succeeded for API Key ${shown} and API Stage ${apiStage}`);
  return { ...exchange, apiKey };
}

function masked(value = ''): string {
  return value === '' ? '' : `**********${value.slice(-6)}`;
}
