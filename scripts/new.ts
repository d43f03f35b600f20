import { DeployError } from '@samples/deployment';
import { newSample } from './new-sample.ts';
import { runCommand } from './run-command.ts';
import { chooseSample, ROOT } from './sample-folder.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: node scripts/new.ts NAME [options]
       npm run new -- NAME --from SAMPLE

Copies a sample, apps/SAMPLE and infra/SAMPLE, to a new one. Folders, package, template, README and stack get the
new name; then npm links the workspace. After a failure or Ctrl-C nothing is left of it.

  --from SAMPLE         the sample to copy (default: crud-service)
  --help                this text

Exit codes: 0 copied, 1 failed, 2 called wrongly, 130 interrupted.
`;

await runCommand({
  usage,
  options: { from: { type: 'string', default: 'crud-service' } },
  async run({ values, positionals: [name, ...others] }, signal) {
    if (!name || others.length > 0) {
      throw new UsageError(
        `Expected one name for the new sample, received ${[name, ...others].join(' ') || 'none'}`,
      );
    }
    const from = await chooseSample(values.from, { root: ROOT, cwd: ROOT, environment: {} });
    await newSample(name, { root: ROOT, from, signal }).catch((error: Error) => {
      throw signal.aborted ? new DeployError('Interrupted. Nothing was written.') : error;
    });
    process.stdout.write(`apps/${name} and infra/${name} are a copy of ${from}. Next:

  npm test --workspace ${name}   # its tests
  npm start -- ${name}           # runs it on this machine

Add it to the table of samples in README.md.
`);
  },
});
