import type { ApiKeys, GetApiKeysCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { isAsked } from '../usage-plans/usage-plan-state.ts';
import { describeApiKey } from './create-api-key.ts';
import { pageByPosition } from './page-by-position.ts';

/** Lists keys, the newest first: those whose name begins with `nameQuery` and whose customer is `customerId`, where these are given. */
export function getApiKeys(state: ApiGatewayState, input: GetApiKeysCommandInput): ApiKeys {
  const { nameQuery = '', customerId, includeValues } = input;
  const keys = [...state.apiKeys.values()]
    .reverse()
    .filter(
      (key) =>
        (key.name ?? '').startsWith(nameQuery) && (customerId === undefined || key.customerId === customerId),
    );
  return pageByPosition(
    keys.map((key) => describeApiKey(key, isAsked(includeValues))),
    input,
  );
}
