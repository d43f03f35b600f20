import * as sdk from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { apiGatewayInputTypes } from './api-gateway-input-types.ts';
import { catchAll } from './testing/definitions.ts';
import { serveApi } from './testing/served-api.ts';

it('has the type of every member of every input', async () => {
  const { gateway, stop } = await serveApi(catchAll);
  await stop();
  expect(apiGatewayInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(gateway.operations)));
});
