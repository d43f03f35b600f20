import * as sdk from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { lambdaInputTypes } from './lambda-input-types.ts';
import { withLambda } from './testing/with-lambda.ts';

const { use } = withLambda();

it('has the type of every member of every input', () => {
  expect(lambdaInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(use().lambda.operations)));
});
