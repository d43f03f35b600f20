import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { createLogs } from './logs.ts';
import { logsInputTypes } from './logs-input-types.ts';

it('has the type of every member of every input', () => {
  const { operations } = createLogs(defaultAccount);
  expect(logsInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(operations)));
});
