import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';
import { distance } from './request.ts';
import { gse7390, runClient, temporaryFolder } from './run-client.ts';

const { url } = inject('sample');
const folder = await temporaryFolder();

describe('the analysis of GSE7390', () => {
  it('gives the numbers of R, by the deployed API and in process the same to the last digit', async () => {
    const [remote, local] = [path.join(folder, 'remote.csv'), path.join(folder, 'local.csv')];
    const asked = await runClient(['--url', url, '--output', remote]);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toContain('198 samples, 51 with an event');
    expect(asked.stdout).toMatch(/^202240_at {4}1\.532 {3}0\.0001987 {2}0\.008112$/m);
    expect(asked.stdout).toContain('76 genes: 2 have q < 0.05');
    const plot = path.join(folder, 'volcano.svg');
    expect(
      await runClient(['--output', local, '--plot', plot, '--highlight', '201288_at,MKI67']),
    ).toMatchObject({ code: 0, stderr: 'There are no genes MKI67 to highlight.\n' });
    const picture = await readFile(plot, 'utf8');
    for (const label of ['202240_at', '203306_s_at', '201288_at']) expect(picture).toContain(label);
    expect(await readFile(local, 'utf8')).toBe(await readFile(remote, 'utf8'));

    const rows = await readTable(remote);
    const expected = await readTable(path.join(path.dirname(gse7390.expression), 'expected.csv'));
    expect(rows.map(([gene]) => gene)).toEqual(expected.map(([gene]) => gene));
    for (const [index, [, hazard, pval]] of expected.entries()) {
      expect(distance(Number(rows[index]?.[1]), Number(hazard))).toBeLessThan(1e-12);
      expect(distance(Number(rows[index]?.[2]), Number(pval))).toBeLessThan(1e-10);
    }
  });

  it('is the same from gzipped tab-separated tables, in another order, with columns and samples to leave out', async () => {
    const plain = path.join(folder, 'plain.json');
    await runClient(['--output', plain]);

    const expression = await readTable(gse7390.expression, 0);
    const widened = expression.map(([gene = '', ...values], row) => [
      gene,
      row === 0 ? 'Entrez_Gene_Id' : '1',
      ...values,
    ]);
    const [header = [], ...clinical] = await readTable(gse7390.clinical, 0);
    const more = [...clinical.toReversed(), ['another', '5', '1'], ['incomplete', 'NA', '1']];
    const coded = more.map(([sample = '', time = '', event]) => [
      sample,
      event === '1' ? '1:DECEASED' : '0:LIVING',
      time,
    ]);
    const tables = {
      expression: path.join(folder, 'expression.tsv.gz'),
      clinical: path.join(folder, 'clinical.txt'),
    };
    await writeFile(tables.expression, gzipSync(tsv(widened)));
    await writeFile(
      tables.clinical,
      `# a comment\n${tsv([[header[0] ?? '', 'OS_STATUS', 'OS_MONTHS'], ...coded])}`,
    );
    const output = path.join(folder, 'portal.json');
    const { code, stdout } = await runClient(['--output', output, '--url', url], tables);
    expect(stdout).toContain(
      '198 samples, 51 with an event; left out: 1 without time or event, 1 without expression, 1 columns without follow-up',
    );
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(output, 'utf8'))).toEqual(JSON.parse(await readFile(plain, 'utf8')));
  });

  it('leaves samples out of a gene that misses their values, and names a gene that has too few', async () => {
    const clinical = path.join(folder, 'clinical.csv');
    const expression = path.join(folder, 'expression.csv');
    await writeFile(clinical, 'id,time,event\na,5,1\nb,6,0\nc,6,1\nd,9,1\ne,12,0\n');
    await writeFile(
      expression,
      'gene,a,b,c,d,e\nwhole,2.5,0.5,1.5,2,1\n"one, missing",2.5,0.5,1.5,2,NA\nfew,2.5,,,,\nconstant,1,1,1,1,1\n',
    );
    const output = path.join(folder, 'out.csv');
    const { code, stderr } = await runClient(['--output', output], { clinical, expression });
    expect(code).toBe(1);
    expect(stderr).toContain(
      '1 genes are missing; the first is few: the client refused: expected at least 2 samples, received 1.',
    );
    const [, whole, missing, few, constant] = (await readFile(output, 'utf8')).split('\n');
    expect(whole).toMatch(/^whole,[\d.]+,[\d.]+,[\d.]+,$/);
    expect(missing).toMatch(/^"one, missing",[\d.]+,[\d.]+,[\d.]+,$/);
    expect(few).toBe('few,,,,"refused: expected at least 2 samples, received 1"');
    expect(constant).toMatch(/^constant,,,,The values do not vary/);
  });
});

async function readTable(file: string, from = 1): Promise<string[][]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.slice(from).map((line) => line.split(','));
}

function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}
