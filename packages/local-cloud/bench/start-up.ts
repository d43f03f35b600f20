// From the command to the first response with 200: `npm start` with one sample and with all of them, and
// serverless-offline with `hello`, in turns. Usage: node bench/start-up.ts
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { median } from './load/median.ts';
import { installPeer } from './servers/install-peer.ts';
import { serverlessOfflinePackages, startServerlessOffline } from './servers/serverless-offline.ts';
import { freePort } from './servers/start-server.ts';

const rounds = 3;
const root = path.resolve(import.meta.dirname, '../../..');

const folder = await mkdtemp(path.join(tmpdir(), 'start-up-bench-'));
try {
  const offline = await installPeer(folder, 'serverless-offline', serverlessOfflinePackages);
  const commands: [string, () => Promise<number>][] = [
    ['npm start -- crud-service', () => startSamples(['crud-service'])],
    ['npm start', () => startSamples([])],
  ];
  if (offline) commands.push(['serverless-offline', () => startOffline(offline)]);

  const times = commands.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, start]] of commands.entries()) times[index]?.push(await start());
  }
  const rows = commands.map(([name], index) => [
    name,
    { seconds: Number(median(times[index] ?? []).toFixed(2)) },
  ]);
  console.table(Object.fromEntries(rows));
  console.log(`Medians of ${rounds} rounds, from the command to the first response with 200.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Ends with a response of `crud-service`, once everything named is deployed. */
async function startSamples(samples: readonly string[]): Promise<number> {
  const begin = performance.now();
  const port = String(await freePort());
  // A process group of its own: npm does not pass on the signal that ends it.
  const child = spawn('npm', ['start', '--', '--port', port, '--quiet', ...samples], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    const url = await addressOf('crud-service', createInterface(child.stdout));
    const { status } = await fetch(`${url}/resource/1`, { method: 'PUT', body: 'hello' });
    if (status !== 200) throw new Error(`Expected the status 200 from ${url}, received ${status}.`);
    return (performance.now() - begin) / 1000;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

async function addressOf(sample: string, lines: AsyncIterable<string>): Promise<string> {
  let address: string | undefined;
  for await (const line of lines) {
    if (line.includes(` ${sample} `)) address = /http:\S+/.exec(line)?.[0];
    if (address !== undefined && line.includes('Ctrl-C')) return address;
  }
  throw new Error(`Expected npm start to print the address of ${sample}.`);
}

async function startOffline(service: string): Promise<number> {
  const begin = performance.now();
  const server = await startServerlessOffline(service, false);
  const seconds = (performance.now() - begin) / 1000;
  await server.stop();
  return seconds;
}
