// Prints the time of a thumbnail: by raw sharp, by the function's code, and through the API of an embedded cloud.
// Usage: npm run bench --workspace thumbnail-service

import path from 'node:path';
import { deploySample } from '@samples/deployment';
import type { Context } from 'aws-lambda';
import { startCloud } from '../../../scripts/cloud-process.ts';
import { handler } from '../src/process-image.ts';
import { drawSample } from '../src/sample-image.ts';
import { flatPng } from '../test/images.ts';
import { rawThumbnail } from '../test/raw-thumbnail.ts';
import { benchImages } from './bench-images.ts';

const rounds = 40;
const headers = { 'content-type': 'application/octet-stream' };
const cloud = await startCloud(0);
try {
  const root = path.resolve(import.meta.dirname, '../../..');
  const environment = { ...process.env, AWS_ENDPOINT_URL: cloud.url };
  const { url } = await deploySample({ sample: 'thumbnail-service', root, environment, report: () => {} });
  const sample = await drawSample({ fit: 'inside' });
  const rows: object[] = [{ image: 'the sample', ...(await compare(sample, 'png', `${url}/`)) }];
  for (const [image, format] of [
    ['2 MP PNG', 'png'],
    ['12 MP JPEG', 'jpeg'],
  ]) {
    rows.push({ image, ...(await compare(await bytesOf(image), format ?? '', `${url}/`)) });
  }
  const bomb = flatPng(16_400, 16_400);
  rows.push({ image: 'a bomb of 269 MP', ...(await compare(bomb, undefined, `${url}/`)) });
  console.table(rows);
} finally {
  await cloud.stop();
}

/** Median milliseconds, measured in turns, so that other work of the machine slows all of them alike. */
async function compare(bytes: Buffer, format: string | undefined, address: string): Promise<object> {
  const base64Image = bytes.toString('base64');
  const event = { operation: 'thumbnail', base64Image };
  const ways: Record<string, () => Promise<unknown>> = {
    ...(format && {
      'raw sharp': () => rawThumbnail(bytes, format),
      // As in every function, the image is base64 on its way in and out.
      'raw, base64': async () =>
        (await rawThumbnail(Buffer.from(base64Image, 'base64'), format)).toString('base64'),
    }),
    function: () => handler(event, { awsRequestId: 'bench' } as Context).catch(() => 'refused'),
    API: async () => (await fetch(address, { method: 'POST', body: bytes, headers })).arrayBuffer(),
  };
  const times = Object.entries(ways).map(([name, run]) => ({ name, run, each: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    // Each has another before it in every round, which may leave work behind.
    const start = round % times.length;
    for (const { run, each } of [...times.slice(start), ...times.slice(0, start)]) {
      const begin = performance.now();
      await run();
      each.push(performance.now() - begin);
    }
  }
  const medians = times.map(({ name, each }): [string, number] => [name, median(each)]);
  const { 'raw, base64': raw, function: ours } = Object.fromEntries(medians);
  const rounded = medians.map(([name, ms]) => [name, round(ms)]);
  return { ...Object.fromEntries(rounded), ...(raw && { 'function / raw': round(ours, raw) }) };
}

async function bytesOf(image: string | undefined): Promise<Buffer> {
  const draw = benchImages[image ?? ''];
  if (!draw) throw new Error(`Expected one of ${Object.keys(benchImages)} for image, received ${image}`);
  return draw();
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value = Number.NaN, unit = 1): number {
  return Math.round((value / unit) * 100) / 100;
}
