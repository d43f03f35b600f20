import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type ClinicalColumns, readClinical } from './read-clinical.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'clinical-'));
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, columns: ClinicalColumns = {}) {
  const file = path.join(folder, 'clinical.csv');
  await writeFile(file, text);
  return readClinical(file, columns);
}

describe('readClinical', () => {
  it('reads times and events, and counts the samples without', async () => {
    const { followUps, incomplete } = await read('\uFEFFid,time,event\na,5.5,1\nb,6,0\nc,,1\nd,7,NA\n');
    expect([...followUps]).toEqual([
      ['a', { time: 5.5, event: 1 }],
      ['b', { time: 6, event: 0 }],
    ]);
    expect(incomplete).toBe(2);
  });

  it('reads the columns that are named', async () => {
    const { followUps } = await read('x,id,time,event,RFS,rec\n1,a,5,0,3,1\n', {
      sample: 'id',
      time: 'rfs',
      event: 'rec',
    });
    expect([...followUps]).toEqual([['a', { time: 3, event: 1 }]]);
  });

  it.each([
    ['id,event\na,1\n', /expected a column time or .*, found id, event\. Name it with --time-column\./],
    ['id,time,event\na,5,1\na,6,0\n', /the sample a is there twice/],
    ['id,time,event\na,-5,1\n', /sample a: expected a time from 0 up, received "-5"/],
    ['id,time,event\na,5,2\n', /sample a: expected an event of 0 or 1, received "2"/],
    ['id,time,event\na,5\n', /clinical\.csv: Invalid Record Length/],
    ['', /expected a header and samples, found none/],
  ])('refuses %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('refuses a file that is not there', async () => {
    await expect(readClinical(path.join(folder, 'none.csv'), {})).rejects.toThrow(
      /There is no file .*none\.csv/,
    );
  });
});
