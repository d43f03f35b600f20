import { artifactBucket, deleteBucket, isBucketThere, openTarget } from '@samples/deployment';
import { runCommand } from './run-command.ts';
import { chooseSample, ROOT } from './sample-folder.ts';
import { checkAccount, type Settings, useRegion, useSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: node scripts/delete-bucket.ts --yes [options]

Deletes the bucket that deployments upload to, with every version of every object in it. Stacks that are
deployed keep working; the next deployment makes the bucket again.
The target is AWS with the credentials of the AWS SDK, or the endpoint in AWS_ENDPOINT_URL.

  --bucket NAME         another bucket of the same account
  --settings            bucket and region of settings.json of the sample in whose workspace the command runs
  --region REGION       the region (default: that of the environment or the AWS profile)
  --yes                 really do it; without it the command only prints the name
  --help                this text

Exit codes: 0 deleted or never there, 1 failed, 2 called wrongly, 130 interrupted.
`;

await runCommand({
  usage,
  options: {
    bucket: { type: 'string' },
    settings: { type: 'boolean' },
    region: { type: 'string' },
    yes: { type: 'boolean' },
  },
  async run({ values, positionals }, signal) {
    if (positionals.length > 0)
      throw new UsageError(`Expected only options, received ${positionals.join(' ')}`);
    const settings = values.settings ? await ownSettings() : undefined;
    useRegion(values.region);
    using target = openTarget(process.env);
    if (settings) await checkAccount(target, settings);
    const own = await artifactBucket(target.sts);
    const bucket = { ...own, name: values.bucket ?? settings?.bucketName ?? own.name };
    if (!(await isBucketThere(target.s3, bucket))) {
      process.stdout.write(`Bucket ${bucket.name} does not exist: nothing to delete\n`);
      return;
    }
    if (!values.yes)
      throw new UsageError(`This would delete the bucket ${bucket.name} and all in it: add --yes`);
    const count = await deleteBucket(target.s3, bucket, signal);
    process.stdout.write(`Bucket ${bucket.name} is deleted, with ${count} objects\n`);
  },
});

async function ownSettings(): Promise<Settings> {
  const caller = { root: ROOT, cwd: process.cwd(), environment: process.env };
  return useSettings(ROOT, await chooseSample(undefined, caller));
}
