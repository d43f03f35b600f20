import { findLiveFunctions, openTarget } from '@samples/deployment';
import { runCommand } from './run-command.ts';
import { chooseSample, ROOT } from './sample-folder.ts';
import { checkAccount, findSettings, useRegion, useSettings } from './settings.ts';

const usage = `Usage: npm run update-function --workspace <sample> -- [options]

Bundles the functions of a sample and replaces the code of those that changed. The stack stays as it is.
The target is AWS with the credentials of the AWS SDK, or the endpoint in AWS_ENDPOINT_URL. Where "npm run config" has
written settings, it is their account and region.

  --region REGION       the region (default: that of the environment or the AWS profile)
  --help                this text

Exit codes: 0 updated or nothing to change, 1 failed, 2 called wrongly, 130 interrupted.
`;

await runCommand({
  usage,
  options: { region: { type: 'string' } },
  async run({ values, positionals }, signal) {
    const caller = { root: ROOT, cwd: process.cwd(), environment: process.env };
    const sample = await chooseSample(positionals[0], caller);
    const settings = (await findSettings(ROOT, sample)) && (await useSettings(ROOT, sample));
    useRegion(values.region);
    if (settings) {
      using target = openTarget(process.env);
      await checkAccount(target, settings);
    }
    const bucketName = settings?.bucketName;
    const functions = await findLiveFunctions({ sample, root: ROOT, environment: process.env, bucketName });
    try {
      const updated = await functions.update(new Set(), signal);
      const names = updated.join(', ') || 'Nothing changed: no function';
      process.stdout.write(`${names} ${updated.length > 1 ? 'are' : 'is'} updated\n`);
    } finally {
      await functions.close();
    }
  },
});
