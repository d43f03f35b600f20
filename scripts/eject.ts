import { existsSync } from 'node:fs';
import path from 'node:path';
import { ejectSample } from './eject/eject-sample.ts';
import { isPublished } from './publish-sample.ts';
import { runCommand } from './run-command.ts';
import { chooseSample, listSamples, ROOT } from './sample-folder.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: node scripts/eject.ts SAMPLE FOLDER
       npm run eject -- SAMPLE FOLDER
       npm run eject:all -- FOLDER

Writes a sample as a folder that needs nothing of this repository: its sources, the internal packages it uses, a
template for "sam build", its own package.json, tsconfig.json, tests and README. The folder must be new or empty.

  --all                 every sample, each in a folder of its name in FOLDER; those that cannot stand alone
                        are left out
  --help                this text

Exit codes: 0 written, 1 failed, 2 called wrongly, 130 interrupted.
`;

await runCommand({
  usage,
  options: { all: { type: 'boolean', default: false } },
  async run({ values, positionals }, signal) {
    const [folder, named, ...others] = positionals.toReversed();
    if (!folder || others.length > 0 || (named === undefined) !== values.all) {
      const expected = values.all ? 'one folder' : 'a sample and a folder';
      throw new UsageError(`Expected ${expected}, received ${positionals.join(' ') || 'none'}`);
    }
    // npm runs scripts at the root, wherever it was called.
    const target = path.resolve(process.env.INIT_CWD ?? process.cwd(), folder);
    const samples = named
      ? [await chooseSample(named, { root: ROOT, cwd: ROOT, environment: {} })]
      : (await listSamples(ROOT)).filter((one) => reasonToStay(one) === undefined);
    const reason = named && reasonToStay(named);
    if (reason) throw new UsageError(`${named} ${reason}`);
    for (const sample of samples) {
      const place = named ? target : path.join(target, sample);
      const leftOut = await ejectSample({ root: ROOT, sample, folder: place, signal });
      process.stdout.write(`${sample} is in ${place}. Next: npm install && npm test\n`);
      for (const file of leftOut) process.stdout.write(`  without ${file}, which tests this repository\n`);
    }
  },
});

/** Why a sample cannot leave this repository. */
function reasonToStay(sample: string): string | undefined {
  if (existsSync(path.join(ROOT, 'apps', sample, 'lambada.json')))
    return 'is built by lambada, which makes projects of its own: see packages/lambada/README.md, lambada new';
  if (isPublished(ROOT, sample)) return 'is the app of another sample, for which it is published here';
  return undefined;
}
