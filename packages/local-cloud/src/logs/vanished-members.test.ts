import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { vanishedJsonMembers } from '../testing/vanished-json-members.ts';
import { createLogs } from './logs.ts';
import { logsInputTypes } from './logs-input-types.ts';

/** What changes nothing on AWS either, or nothing where no data is masked. */
const nothing = /^PutLogEvents sequenceToken$|^FilterLogEvents interleaved$| unmask$/;

const arn = 'arn:aws:logs:us-east-1:000000000000:log-group:g';

it('honours, keeps or refuses by name each member of each input', async () => {
  const names = { logGroupName: 'g', logStreamName: 's' };
  const vanished = await vanishedJsonMembers({
    sdk,
    Client: sdk.CloudWatchLogsClient,
    inputTypes: logsInputTypes,
    create: () => createLogs(defaultAccount),
    prepare(operations, operation) {
      if (operation === 'CreateLogGroup') return;
      operations.CreateLogGroup({ logGroupName: 'g' });
      if (operation !== 'CreateLogStream') operations.CreateLogStream(names);
    },
    shown: (operations) => operations.DescribeLogGroups({}),
    samples: {
      ...names,
      logGroupIdentifier: arn,
      resourceArn: arn,
      retentionInDays: 1,
      timestamp: Date.now(),
      logGroupClass: 'STANDARD',
      logStreamNames: ['s'],
      orderBy: 'LogStreamName',
      'PutLogEvents.entity': { keyAttributes: { Type: 'Service' }, attributes: { a: 'b' } },
    },
    besides: {
      DescribeLogStreams: { logGroupName: 'g' },
      'DescribeLogStreams logGroupIdentifier': { logGroupName: undefined },
      FilterLogEvents: { logGroupName: 'g' },
      GetLogEvents: { logGroupName: 'g' },
    },
  });
  const parts = /^PutLogEvents entity\./;
  expect(vanished.filter((member) => !nothing.test(member) && !parts.test(member))).toEqual([]);
});
