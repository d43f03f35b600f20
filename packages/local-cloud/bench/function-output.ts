// A warm request to a function that logs a line with each call: shown on a pipe, and with --quiet. The two clouds take
// turns; on Linux their processor time is measured too, which other programs disturb less. Usage: node
// bench/function-output.ts
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Load, measureLoad } from './load/measure-load.ts';
import { median } from './load/median.ts';
import { deployHello } from './servers/deploy-hello.ts';
import { helloSource } from './servers/hello-source.ts';
import { installPeer } from './servers/install-peer.ts';
import { startCloud } from './servers/local-cloud.ts';

const turns = 5;
const rounds = 1;
const secondsEach = 2;
const source = helloSource.replace('=> (', "=> (console.log('called'), ");

const folder = await mkdtemp(path.join(tmpdir(), 'output-bench-'));
const clouds = [await startCloud(), await startCloud('--quiet')];
try {
  const generator = await installPeer(folder, 'autocannon', ['autocannon@9.0.0']);
  if (!generator) throw new Error('Nothing is measured without autocannon, which makes the load.');
  const autocannon = path.join(generator, 'node_modules/autocannon');
  const urls = await Promise.all(clouds.map(({ url }) => deployHello(url, 'hello', source)));
  for (const connections of [1, 16]) {
    const loads = urls.map((): Load[] => []);
    const micros = urls.map((): number[] => []);
    for (let turn = 0; turn < turns; turn++) {
      for (const [index, url] of urls.entries()) {
        const before = processorMicros(clouds[index]?.pid);
        const measured = await measureLoad(autocannon, url, { connections, secondsEach, rounds });
        // The generator warms up for two rounds more.
        const requests =
          measured.reduce((sum, { rate }) => sum + rate * secondsEach, 0) * ((rounds + 2) / rounds);
        micros[index]?.push((processorMicros(clouds[index]?.pid) - before) / requests);
        loads[index]?.push(...measured);
      }
    }
    const [shown = 0, quiet = 0] = loads.map((all) => Math.round(median(all.map(({ rate }) => rate))));
    const ratio = (shown / quiet).toFixed(2);
    const [microsShown = 0, microsQuiet = 0] = micros.map((all) => Math.round(median(all)));
    console.log(
      `${connections} at once: ${shown} req/s and ${microsShown} µs of the cloud's processor time a request shown on a pipe, ${quiet} and ${microsQuiet} with --quiet: ${ratio} × the requests`,
    );
  }
} finally {
  await Promise.all(clouds.map((cloud) => cloud.stop()));
  await rm(folder, { recursive: true, force: true });
}

/** What a process has used so far; Linux counts in hundredths of a second. */
function processorMicros(pid = 0): number {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10_000;
}
