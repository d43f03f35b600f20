import type { GetUsagePlanKeysCommandInput, UsagePlanKeys } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { apiKeyWith } from '../usage-plans/usage-plan-state.ts';
import { describePlanKey } from './create-usage-plan-key.ts';
import { pageByPosition } from './page-by-position.ts';

/** Lists a plan's keys, the newest first, of an unknown plan no key; those whose name begins with `nameQuery` where it is given. */
export function getUsagePlanKeys(state: ApiGatewayState, input: GetUsagePlanKeysCommandInput): UsagePlanKeys {
  const { keys } = state.usagePlans.get(input.usagePlanId ?? '') ?? { keys: [] };
  const found = [...keys].reverse().map((id) => apiKeyWith(state, id));
  const { nameQuery = '' } = input;
  return pageByPosition(
    found.filter(({ name = '' }) => name.startsWith(nameQuery)).map(describePlanKey),
    input,
  );
}
