import { describe, expect, it } from 'vitest';
import { type Batch, batchGenes } from './batch-genes.ts';
import { joinSamples } from './join-samples.ts';

const followUps = new Map([
  ['a', { time: 5, event: 1 }],
  ['b', { time: 6, event: 0 }],
  ['c', { time: 7, event: 1 }],
  ['unseen', { time: 8, event: 1 }],
]);
const samples = joinSamples(['gene', 'c', 'unknown', 'a', 'b'], { followUps, incomplete: 0 });

async function batch(rows: string[][], size: number): Promise<Batch[]> {
  async function* stream() {
    yield* rows;
  }
  const batches: Batch[] = [];
  for await (const each of batchGenes(stream(), samples, size)) batches.push(each);
  return batches;
}

describe('joinSamples', () => {
  it('has the samples in the order of the matrix, and counts what it leaves out', () => {
    expect(samples).toEqual({
      times: [7, 5, 6],
      events: [1, 1, 0],
      columns: [1, 3, 4],
      dropped: { withoutFollowUp: 1, withoutExpression: 1 },
    });
  });

  it.each([
    [['gene', 'a', 'a'], /has the sample a twice/],
    [['gene', 'x', 'y'], /cannot be analysed: expected at least 2 samples, received 0/],
  ])('refuses %j', (header, message) => {
    expect(() => joinSamples(header, { followUps, incomplete: 0 })).toThrow(message);
  });
});

describe('batchGenes', () => {
  it('fills requests with whole genes, and sends a gene with missing values alone', async () => {
    const batches = await batch(
      [
        ['g1', '1', 'x', '2', '3'],
        ['g2', '1', '', 'NA', '3'],
        ['g3', '4', '', '5', '1e1'],
        ['g4', '7', '', '8', '9'],
      ],
      2,
    );
    expect(batches.map(({ genes }) => genes)).toEqual([['g2'], ['g1', 'g3'], ['g4']]);
    expect(batches.map(({ places }) => places)).toEqual([[1], [0, 2], [3]]);
    expect(batches[0]?.request).toEqual({ times: [7, 6], events: [1, 0], values_by_record: [[1, 3]] });
    expect(batches[1]?.request.values_by_record).toEqual([
      [1, 2, 3],
      [4, 5, 10],
    ]);
  });

  it('sends no name of a gene or a sample', async () => {
    const [only] = await batch([['secret-gene', '1', '0', '2', '3']], 20);
    expect(Object.keys(only?.request ?? {})).toEqual(['times', 'events', 'values_by_record']);
    expect(JSON.stringify(only?.request)).not.toMatch(/[a-z]{3}-gene|unknown/);
  });

  it.each(['high', '1,5', 'Infinity', '1e999'])('refuses %s for a value', async (cell) => {
    await expect(batch([['g1', cell, '0', '2', '3']], 20)).rejects.toThrow(
      /^Gene 1 \(g1\): expected numbers, or nothing where a value is missing, received/,
    );
  });
});
