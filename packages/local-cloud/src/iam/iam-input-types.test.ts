import * as sdk from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { createIam } from './iam.ts';
import { iamInputTypes } from './iam-input-types.ts';

it('has the type of every member of every input', () => {
  const { operations } = createIam(defaultAccount);
  expect(iamInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(operations)));
});
