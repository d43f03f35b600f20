// How long it takes from a saved source to the first response of the new code, asked for when `npm run dev` reports it. Usage: npm run bench --workspace scripts
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deploySample, watchSample } from '@samples/deployment';
import { startCloud } from '../cloud-process.ts';
import { copySamples } from '../testing/copy-samples.ts';

const edits = 20;

/** The text of each sample that is edited, and a request whose response shows it. */
const samples = [
  { sample: 'hello', file: 'hello.ts', text: 'Hello, ', request: '/hello' },
  {
    sample: 'crud-service',
    file: 'get-resource.ts',
    text: 'There is no resource of this id',
    request: '/resource/none',
  },
];

for (const { sample, file, text, request } of samples) {
  const copy = await copySamples(sample);
  const cloud = await startCloud(0);
  const abort = new AbortController();
  const environment = { ...process.env, AWS_ENDPOINT_URL: cloud.url };
  const options = { sample, root: copy.root, environment };
  const { url } = await deploySample({ ...options, report: () => {} });
  let reported = Promise.withResolvers<void>();
  const watching = watchSample({ ...options, report: () => reported.resolve(), signal: abort.signal });
  await reported.promise;

  const source = path.join(copy.root, 'apps', sample, 'src', file);
  const original = await readFile(source, 'utf8');
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const marker = `edit ${edit}: `;
    reported = Promise.withResolvers();
    const start = performance.now();
    await writeFile(source, original.replace(text, `${marker}${text}`));
    await reported.promise;
    const answer = await (await fetch(`${url}${request}`)).text();
    times.push(performance.now() - start);
    if (!answer.includes(marker)) throw new Error(`Expected the response of ${marker}, received ${answer}`);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.round((times.length - 1) * share)] ?? 0);
  console.log(`${sample}: median ${at(0.5)} ms, fastest ${at(0)} ms, slowest ${at(1)} ms`);
  abort.abort();
  await watching;
  await cloud.stop();
  await copy.delete();
}
