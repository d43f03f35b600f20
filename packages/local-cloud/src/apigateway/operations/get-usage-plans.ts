import type { GetUsagePlansCommandInput, UsagePlans } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';

/** Lists the usage plans, only those with the key where one is given. */
export function getUsagePlans(state: ApiGatewayState, input: GetUsagePlansCommandInput): UsagePlans {
  const { keyId } = input;
  const plans = [...state.usagePlans.values()].filter(({ keys }) => keyId === undefined || keys.has(keyId));
  return pageByPosition(
    plans.map(({ settings }) => settings),
    input,
  );
}
