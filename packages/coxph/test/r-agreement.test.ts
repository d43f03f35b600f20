import { describe, expect, it } from 'vitest';
import { askR, hasR } from './ask-r.ts';
import { randomDataSets } from './data-sets.ts';
import { expectAgreement } from './expect-agreement.ts';

const mustAskR = process.env.REQUIRE_R === '1';

describe('fitGene agrees with R’s coxph', () => {
  it.skipIf(!mustAskR && !hasR()).each([1, 2, 3])(
    'on 200 random data sets from seed %i (needs Rscript with survival)',
    (seed) => {
      const dataSets = randomDataSets(seed, 10);
      const answers = askR(dataSets);
      expect(answers).toHaveLength(200);
      for (const [index, answer] of answers.entries()) {
        const dataSet = dataSets[index];
        if (dataSet) expectAgreement(dataSet, answer);
      }
    },
    60_000,
  );
});
