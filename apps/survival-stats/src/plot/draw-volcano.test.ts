import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ResultRow } from '../client/results-file.ts';
import { drawVolcano } from './draw-volcano.ts';
import { defaultChoices, volcanoPoints } from './volcano-points.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'volcano-'));
afterAll(() => rm(folder, { recursive: true }));

const attack = '</script><script>alert("1")</script>&{b}';
const rows: ResultRow[] = [
  { gene: 'MKI67', hazard: 2, pval: 1e-9, qval: 1e-8, warning: '' },
  { gene: attack, hazard: 0.5, pval: 1e-6, qval: 1e-5, warning: '' },
  { gene: 'APOE', hazard: 1, pval: 0.5, qval: 0.6, warning: '' },
  { gene: 'constant', hazard: null, pval: null, qval: null, warning: 'The values do not vary' },
  {
    gene: 'runaway',
    hazard: 1e9,
    pval: 0.1,
    qval: 0.2,
    warning: 'Ran out of iterations and did not converge',
  },
];

async function draw(name: string): Promise<string> {
  const file = path.join(folder, name);
  await drawVolcano(file, rows, { highlight: ['APOE'] });
  return readFile(file, 'utf8');
}

describe('the volcano plot', () => {
  it('has log2 of the hazard ratio across and -log10 p up, apart by q and direction', () => {
    expect(volcanoPoints(rows, { ...defaultChoices, highlight: ['APOE'] })).toEqual({
      higher: [[1, 9, 0]],
      lower: [[-1, 6, 1]],
      others: [[0, 0.30103, 2]],
      highlighted: [[0, 0.30103, 2]],
      top: [
        [1, 9, 0],
        [-1, 6, 1],
      ],
      threshold: 6,
      omitted: 2,
    });
  });

  it('draws a p that has underflowed to 0 at the height of the smallest double', () => {
    const row = { gene: 'a', hazard: 2, pval: 0, qval: 0, warning: '' };
    expect(volcanoPoints([row], defaultChoices).higher).toEqual([[1, 323.3, 0]]);
  });

  it('is an SVG with labels, thresholds and encoded names', async () => {
    const svg = await draw('volcano.svg');
    expect(svg).toMatch(/^<svg /);
    for (const text of ['MKI67', 'APOE', 'q &lt; 0.05', 'log2 hazard ratio', '2 without a converged model'])
      expect(svg).toContain(text);
    expect(svg).not.toContain('<script>');
  });

  it('is a page that runs its own two scripts only and fetches nothing', async () => {
    const page = await draw('volcano.html');
    expect(page.match(/<script>/g)).toHaveLength(2);
    expect(page).not.toContain('alert("1")');
    expect(page.match(/'sha256-[\w+/]{43}='/g)).toHaveLength(2);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(script|link)\b[^>]*(src|href)=/);
    const [, data = ''] = /id="data">(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(data).genes[1]).toEqual([attack, '0.5000', '0.000001000', '0.00001000']);
  });
});
