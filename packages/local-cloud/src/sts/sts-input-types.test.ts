import * as sdk from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { stsOperations } from './operations.ts';
import { stsInputTypes } from './sts-input-types.ts';

it('has the type of every member of every input', () => {
  expect(stsInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(stsOperations)));
});
