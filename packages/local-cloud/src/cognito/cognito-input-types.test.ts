import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { expect, it } from 'vitest';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { cognitoInputTypes } from './cognito-input-types.ts';
import { cognitoOperations } from './operations.ts';

it('has the type of every member of every input', () => {
  expect(cognitoInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(cognitoOperations)));
});
