import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { enforcesIam } from '../../../scripts/testing/enforces-iam.ts';
import { leastPrivilege } from '../../../scripts/testing/least-privilege.ts';
import { defaultLimitMs, until } from '../../../scripts/testing/until.ts';
import { image } from './images.ts';
import { upload, writtenFailure, writtenFailures, writtenThumbnail } from './uploads.ts';

const sample = inject('sample');
const { outputs } = sample;
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: sample.endpoint });
const lambda = new LambdaClient(config);
const logs = new CloudWatchLogsClient(config);
const iam = new IAMClient(config);
const roles = leastPrivilege(sample);
const grants = await roles.grants();
const isEnforced = await enforcesIam(sample.endpoint);

const destination = grants.filter(({ policyName }) => policyName.includes('OnFailure'));
const own = grants.filter((grant) => !destination.includes(grant));

/** Invokes the function for an upload as S3 does, but waits for the outcome. */
async function probe() {
  const s3 = { bucket: { name: outputs.UploadsBucket }, object: { key: 'probe.png' } };
  const Payload = JSON.stringify({ Records: [{ s3 }] });
  const { FunctionError: error } = await lambda.send(
    new InvokeCommand({ FunctionName: outputs.UploadFunction, Payload }),
  );
  return { ok: error === undefined };
}

/** Waits for the logs of both attempts. */
async function uploadAndSeeGivenUp(key: string): Promise<void> {
  const startTime = Date.now();
  await upload(key, Buffer.from('no image'));
  const logGroupName = `/aws/lambda/${outputs.UploadFunction}`;
  await until(`two attempts on ${key} in the log`, defaultLimitMs, async () => {
    const search = { logGroupName, startTime, filterPattern: '"received other bytes"' };
    const { events = [] } = await logs.send(new FilterLogEventsCommand(search));
    return events.length >= 2 || undefined;
  });
}

beforeAll(async () => {
  await upload('probe.png', await image('hills.png'));
  await writtenThumbnail('thumbnails/probe.png-200.webp');
});

describe('the function for uploads', () => {
  it('may read uploads and write thumbnails, and Lambda on its behalf what failed', () => {
    expect(own.map(({ functionId, action }) => [functionId, action])).toEqual([
      ['ThumbnailUpload', 's3:GetObject'],
      ['ThumbnailUpload', 's3:PutObject'],
    ]);
    // The statements that SAM adds for a destination, as AWS asks for them.
    expect(destination.map(({ action }) => action).sort()).toEqual(['s3:ListBucket', 's3:PutObject']);
  });

  it.skipIf(!isEnforced).each(own)('needs $action (shown where the endpoint enforces IAM)', async (grant) => {
    const { reason } = await roles.refusalWithout(grant, probe);
    const [bucket, key] =
      grant.action === 's3:GetObject'
        ? [outputs.UploadsBucket, 'probe.png']
        : [outputs.ThumbnailsBucket, 'thumbnails/probe.png-200.webp'];
    expect(reason).toContain(`:assumed-role/${grant.roleName}/${grant.functionName} is not authorized`);
    expect(reason).toMatch(new RegExp(`on resource: "?arn:aws[\\w-]*:s3:::${bucket}/${key}"?$`));
  });

  it.skipIf(!isEnforced)(
    'needs s3:PutObject on the bucket of failures (shown where the endpoint enforces IAM)',
    async () => {
      const { roleName, policyName, policy } = destination[0] ?? expect.fail('No policy for the destination');
      const name = { RoleName: roleName, PolicyName: policyName };
      await iam.send(new DeleteRolePolicyCommand(name));
      try {
        // When the second has been given up, so has the first.
        await uploadAndSeeGivenUp('lost-1.txt');
        await uploadAndSeeGivenUp('lost-2.txt');
      } finally {
        await iam.send(new PutRolePolicyCommand({ ...name, PolicyDocument: policy }));
      }
      await upload('kept.txt', Buffer.from('no image'));
      await writtenFailure('kept.txt');
      const written = JSON.stringify(await writtenFailures());
      expect(written).not.toContain('lost-1.txt');
    },
  );
});
