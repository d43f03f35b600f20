import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './run-client.ts';

const folder = await temporaryFolder();
const workspace = path.resolve(import.meta.dirname, '..');

/** As npm runs a script: in the workspace, with the folder it was called from. */
async function run(script: string, ...args: string[]) {
  const program = path.join(workspace, `src/client/${script}.ts`);
  const env = { ...process.env, npm_lifecycle_event: script, INIT_CWD: folder };
  return promisify(execFile)(process.execPath, [program, ...args], { cwd: workspace, env });
}

describe('the commands', () => {
  it('find their files in the folder that npm was called in', async () => {
    await mkdir(path.join(folder, 'tables'));
    const tables = ['--expression', 'tables/expression.tsv.gz', '--clinical', 'tables/clinical.csv'];
    const csv = ['--expression', 'tables/expression.csv.gz', '--clinical', 'tables/clinical.csv'];
    await run('synthesize', '--genes', '50', '--samples', '60', '--missing', '0.01', ...csv);
    const zipped = await readFile(path.join(folder, 'tables/expression.csv.gz'));
    expect(gunzipSync(zipped).toString().split('\n')).toHaveLength(52);
    const { stdout } = await run('analyze', ...csv);
    expect(stdout).toMatch(/^60 samples, \d+ with an event\n/);
    expect(stdout).toMatch(/50 genes: .* Written to statistics\.csv\n$/);
    expect((await readFile(path.join(folder, 'statistics.csv'), 'utf8')).split('\n')).toHaveLength(52);
    await expect(run('analyze', ...tables)).rejects.toMatchObject({
      code: 1,
      stderr: 'There is no file tables/expression.tsv.gz\n',
    });
    await expect(run('analyze', ...csv, '--output', 'nowhere/out.csv')).rejects.toMatchObject({
      code: 1,
      stderr: "ENOENT: no such file or directory, open 'nowhere/out.csv.checkpoint'\n",
    });
  });

  it.each(['analyze', 'synthesize'])('%s --help shows its usage', async (script) => {
    const { stdout } = await run(script, '--help');
    expect(stdout).toMatch(`Usage: npm run ${script} --workspace survival-stats -- `);
    await expect(run(script, '--wrong')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Unknown option '--wrong'.*See --help\.\n$/s),
    });
  });

  it.each([
    ['--genes', '1.5', 'Expected a whole number for --genes, received 1.5'],
    ['--censoring', '2', 'Expected a number from 0 to 1 for --censoring, received "2"'],
  ])('synthesize refuses %s %s', async (option, value, message) => {
    await expect(run('synthesize', option, value)).rejects.toMatchObject({
      code: 2,
      stderr: `${message}\nSee --help.\n`,
    });
  });
});
