import * as sdk from '@aws-sdk/client-cognito-identity';
import { expect, it } from 'vitest';
import { sdkInputTypes } from '../../testing/sdk-input-types.ts';
import { identityPoolInputTypes } from './identity-pool-input-types.ts';
import { identityPoolOperations } from './identity-pools.ts';

it('has the type of every member of every input', () => {
  expect(identityPoolInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(identityPoolOperations)));
});
