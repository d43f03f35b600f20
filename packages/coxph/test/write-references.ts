// Writes R's results for random data sets to data/random.json. Needs R with survival.
// Usage: node test/write-references.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askR } from './ask-r.ts';
import { randomDataSets } from './data-sets.ts';

const seed = 7390;
const rounds = 10;
const answers = askR(randomDataSets(seed, rounds)).map((answer) => JSON.stringify(Object.values(answer)));
const text = `{"seed":${seed},"rounds":${rounds},"answers":[\n${answers.join(',\n')}\n]}\n`;
writeFileSync(join(import.meta.dirname, 'data/random.json'), text);
