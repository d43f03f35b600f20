import { describe, expect, it } from 'vitest';
import type { StatisticsAnswer } from '../src/compute-statistics.ts';
import { breakFunction } from './deployed-function.ts';
import { distance, post, readRequestFile } from './request.ts';

const small = { times: [5, 6, 6, 9, 12], events: [1, 0, 1, 1, 0] };
const unit = { hazard: 1.0461031177542928, pval: 5.643821021250606e-5 };
const published = [
  { file: 'unit.json', expected: [unit, unit] },
  {
    file: 'tcga-brca.json',
    expected: [
      { hazard: 1.3926333898762577, pval: 0.005922935208231839 },
      { hazard: 0.957292958555334, pval: 0.7976137866147548 },
    ],
  },
];
const gene = [2.5, 0.5, 1.5, 2, 1];

async function statisticsOf(body: unknown): Promise<StatisticsAnswer['statistics_list']> {
  const response = await post(body);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  return JSON.parse(text).statistics_list;
}

describe('the deployed API', () => {
  it.each(published)('gives the published numbers of $file', async ({ file, expected }) => {
    const statistics = await statisticsOf(await readRequestFile(file));
    expect(statistics).toHaveLength(expected.length);
    for (const [index, { hazard, pval }] of expected.entries()) {
      expect(Object.keys(statistics[index] ?? {})).toEqual(['hazard', 'pval']);
      expect(distance(statistics[index]?.hazard, hazard)).toBeLessThan(1e-12);
      expect(distance(statistics[index]?.pval, pval)).toBeLessThan(1e-10);
    }
  });

  it('adds coefficient, standard errors and z where detail is true', async () => {
    const [plain] = await statisticsOf({ ...small, values_by_record: [gene], detail: false });
    const [detailed = plain] = await statisticsOf({ ...small, values_by_record: [gene], detail: true });
    expect(Object.keys(plain ?? {})).toEqual(['hazard', 'pval']);
    const { coefficient, standard_error, robust_standard_error, z, ...rest } = detailed ?? {
      hazard: null,
      pval: null,
    };
    expect(rest).toEqual(plain);
    expect(standard_error).toBeGreaterThan(0);
    expect(Math.exp(coefficient ?? Number.NaN)).toBeCloseTo(rest.hazard ?? Number.NaN, 12);
    expect((coefficient ?? 0) / (robust_standard_error ?? 0)).toBe(z);
  });

  it('warns of genes that have no result, and returns those of the others', async () => {
    const alone = await statisticsOf({ ...small, values_by_record: [gene] });
    const monotone = [5, 3, 4, 2, 1];
    const answers = await statisticsOf({ ...small, values_by_record: [[7, 7, 7, 7, 7], gene, monotone] });
    expect(answers[0]).toEqual({ hazard: null, pval: null, warning: expect.stringMatching(/do not vary/) });
    expect(answers[1]).toEqual(alone[0]);
    expect(answers[2]).toEqual({
      hazard: expect.any(Number),
      pval: expect.any(Number),
      warning: 'Ran out of iterations and did not converge',
    });
  });

  it('says of an unplanned error no more than that it failed', async () => {
    const broken = await breakFunction();
    try {
      const response = await post({ ...small, values_by_record: [gene] });
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({
        code: 'InternalServerError',
        message: 'Internal server error',
        'request-id': response.headers.get('x-amzn-requestid'),
      });
    } finally {
      await broken.mend();
    }
    expect(await statisticsOf({ ...small, values_by_record: [gene] })).toHaveLength(1);
  });

  it('accepts 10,000 samples, and 500 genes', async () => {
    const times = Array.from({ length: 10_000 }, (_, index) => index % 100);
    const events = times.map((time) => time % 2);
    const values = times.map((_, index) => (index * 7) % 10);
    expect(await statisticsOf({ times, events, values_by_record: [values] })).toHaveLength(1);
    const rows = Array.from({ length: 500 }, () => gene);
    expect(await statisticsOf({ ...small, values_by_record: rows })).toHaveLength(500);
  });
});
