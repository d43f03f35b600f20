import * as sdk from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { cloudFormationInputTypes } from './cloud-formation-input-types.ts';
import { testEngine } from './testing/test-engine.ts';

it('has the type of every member of every input', () => {
  const { operations } = testEngine();
  expect(cloudFormationInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(operations)));
});
