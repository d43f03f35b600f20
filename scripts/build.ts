import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { artifactName, packageTemplate, readTemplate, showProgress } from '@samples/deployment';
import { runCommand } from './run-command.ts';
import { chooseSample, ROOT } from './sample-folder.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: node scripts/build.ts [sample] [options]

Bundles the functions of a sample into a folder, with a template that points at them. The folder is what
other tools deploy: "aws cloudformation package", "sam deploy", cfn-lint.

  --output DIR          the folder (default: apps/<sample>/dist)
  --architecture ARCH   arm64 or x86_64, for packages with native code (default: arm64)
  --help                this text

Exit codes: 0 built, 1 failed, 2 called wrongly, 130 interrupted.
`;

await runCommand({
  usage,
  options: { output: { type: 'string' }, architecture: { type: 'string', default: 'arm64' } },
  async run({ values, positionals }, signal) {
    const sample = await chooseSample(positionals[0], {
      root: ROOT,
      cwd: process.cwd(),
      environment: process.env,
    });
    if (!['arm64', 'x86_64'].includes(values.architecture)) {
      throw new UsageError(`Expected arm64 or x86_64 for --architecture, received ${values.architecture}`);
    }
    const output = resolve(values.output ?? join(ROOT, 'apps', sample, 'dist'));
    const templatePath = join(ROOT, 'infra', sample, 'template.yaml');
    const { report, end } = showProgress(process.stderr);
    await mkdir(output, { recursive: true });
    const template = await packageTemplate({
      root: ROOT,
      templatePath,
      template: await readTemplate(templatePath),
      parameter: (name) => (name === 'Architecture' ? values.architecture : undefined),
      async store(artifact) {
        const name = artifactName(artifact);
        await mkdir(dirname(join(output, name)), { recursive: true });
        await writeFile(join(output, name), artifact.bytes);
        return name;
      },
      report,
      signal,
    });
    await writeFile(join(output, 'template.json'), `${JSON.stringify(template, null, 2)}\n`);
    end();
    process.stdout.write(`${join(output, 'template.json')}\n`);
  },
});
