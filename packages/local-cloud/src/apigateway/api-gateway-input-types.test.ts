import * as sdk from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { apiGatewayInputTypes } from './api-gateway-input-types.ts';
import { methodInputTypes } from './method-routes.ts';
import { catchAll } from './testing/definitions.ts';
import { serveApi } from './testing/served-api.ts';

it('has the type of every member of every input', async () => {
  const { gateway, stop } = await serveApi(catchAll);
  await stop();
  const names = Object.keys(gateway.operations);
  const ofMethods = ['PutMethod', 'PutMethodResponse'];
  const others = sdkInputTypes(
    sdk,
    names.filter((name) => !ofMethods.includes(name)),
  );
  const all = new Map([...others, ...sdkInputTypes(sdk, ofMethods)]);
  expect(methodInputTypes).toEqual(all);
  const isFlag = (type: string | undefined) => type === 'map of boolean';
  expect(new Map([...all].map(([name, type]) => [name, isFlag(type) ? others.get(name) : type]))).toEqual(
    apiGatewayInputTypes,
  );
});
