import { runCommand } from './run-command.ts';
import { chooseSample, ROOT } from './sample-folder.ts';
import { findSettings, settingsPath, writeSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: npm run config --workspace <sample> -- <accountId> <bucketName> [region]

Writes apps/<sample>/settings.json, which git ignores: the account, the bucket for uploads and the region
(default: us-east-1) that npm run setup deploys to. What else the file has stays.

  --help                this text

Exit codes: 0 written, 1 failed, 2 called wrongly.
`;

await runCommand({
  usage,
  options: {},
  async run({ positionals }) {
    const [accountId, bucketName, region = 'us-east-1', ...others] = positionals;
    if (!accountId || !bucketName || others.length > 0)
      throw new UsageError(
        `Expected an account id, a bucket name and perhaps a region, received ${positionals.join(' ') || 'none'}`,
      );
    const sample = await chooseSample(undefined, {
      root: ROOT,
      cwd: process.cwd(),
      environment: process.env,
    });
    const file = settingsPath(ROOT, sample);
    await writeSettings(file, { ...(await findSettings(ROOT, sample)), accountId, bucketName, region });
    process.stdout.write(`${file} is written. Next: npm run setup --workspace ${sample}\n`);
  },
});
