// npm run proof:translator -- CHECKOUT [NAME]: compares the transform with the suite of AWS's own translator, whose
// checkout (github.com/aws/serverless-application-model) is given: every input whose name contains NAME, in the
// regions of that suite, but those for its options that CloudFormation does not use (`feature_toggle_`, `translate_`).
// Exits with 1 where an expansion is wrong.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Comparison, compare } from './translator/compare.ts';
import { readTemplate } from './translator/read-template.ts';
import { summary } from './translator/summary.ts';

const [checkout, wanted = ''] = process.argv.slice(2);
const usage = 'Usage: npm run proof:translator -- CHECKOUT [NAME]';
if (checkout === '--help') {
  console.log(usage);
  process.exit();
}
if (checkout === undefined) {
  console.error(usage);
  process.exit(1);
}

// The folder of the expected results, and the region of each.
const regions = { '': 'ap-southeast-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };
const suite = path.join(checkout, 'tests/translator');
const comparisons: Comparison[] = [];

for (const file of readdirSync(path.join(suite, 'input')).sort()) {
  const name = path.basename(file, '.yaml');
  if (!file.endsWith('.yaml') || !name.includes(wanted) || /^(?:feature_toggle|translate)_/.test(name))
    continue;
  const source = readFileSync(path.join(suite, 'input', file), 'utf8');
  for (const [partition, region] of Object.entries(regions)) {
    const result = path.join(suite, 'output', partition, `${name}.json`);
    if (!existsSync(result)) continue;
    const expected = JSON.parse(readFileSync(result, 'utf8'));
    comparisons.push({ name, region, ...compare(readTemplate(source), expected, region) });
  }
}

console.log(summary(comparisons, wanted !== ''));
process.exitCode = comparisons.some(({ outcome }) => outcome === 'wrong') ? 1 : 0;
