import { describeStack, openTarget, removeStack, showProgress } from '@samples/deployment';
import { unpublishSample } from './publish-sample.ts';
import { runCommand } from './run-command.ts';
import { checkedStackName, chooseSample, ROOT } from './sample-folder.ts';
import { checkAccount, useRegion, useSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: node scripts/delete-stack.ts [sample] [options]
       npm run delete-stack --workspace <sample> -- [options]

Deletes the stack of a sample, with everything in it, and waits until it is gone.
The target is AWS with the credentials of the AWS SDK, or the endpoint in AWS_ENDPOINT_URL.

  --stack-name NAME     the stack (default: the name of the sample)
  --settings            account and region of apps/<sample>/settings.json
  --region REGION       the region (default: that of the environment or the AWS profile)
  --help                this text

Exit codes: 0 deleted or never there, 1 failed, 2 called wrongly, 130 interrupted.
`;

await runCommand({
  usage,
  options: { 'stack-name': { type: 'string' }, settings: { type: 'boolean' }, region: { type: 'string' } },
  async run({ values, positionals }, signal) {
    const name = checkedStackName(values['stack-name'] ?? (await sampleOf(positionals)));
    const settings = values.settings ? await useSettings(ROOT, await sampleOf(positionals)) : undefined;
    useRegion(values.region);
    using target = openTarget(process.env);
    if (settings) await checkAccount(target, settings);
    const stack = await describeStack(target.cloudFormation, name);
    if (!stack) {
      process.stdout.write(`Stack ${name} does not exist: nothing to delete\n`);
      return;
    }
    const { report, end } = showProgress(process.stderr);
    report({ kind: 'step', text: `Deleting ${name}` });
    try {
      // Another stack, which the command names alone, has no files to delete.
      const sample = await sampleOf(positionals).catch(() => undefined);
      const published = { root: ROOT, environment: process.env, stackName: name, report, signal };
      if (sample) await unpublishSample(sample, published);
      await removeStack(target.cloudFormation, stack, { pace: target.pace, report, signal });
    } finally {
      end();
    }
    process.stdout.write(`Stack ${name} is deleted\n`);
  },
});

function sampleOf([sample, ...others]: string[]): Promise<string> {
  if (others.length > 0)
    throw new UsageError(`Expected at most one sample, received ${others.join(' ')} too`);
  return chooseSample(sample, { root: ROOT, cwd: process.cwd(), environment: process.env });
}
