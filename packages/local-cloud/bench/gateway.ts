// A warm request to the function `hello` through our gateway, through serverless-offline's, and Node's HTTP server
// alone. Each is warmed, then measured for several rounds, twice. Usage: node bench/gateway.ts
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { type Load, measureLoad } from './load/measure-load.ts';
import { median } from './load/median.ts';
import { installPeer } from './servers/install-peer.ts';
import { startLocalCloud } from './servers/local-cloud.ts';
import { startNodeHttp } from './servers/node-http.ts';
import { serverlessOfflinePackages, startServerlessOffline } from './servers/serverless-offline.ts';
import type { Server } from './servers/start-server.ts';

const connectionCounts = [1, 16];
const turns = 2;
const rounds = 3;
const secondsEach = 3;

const folder = await mkdtemp(path.join(tmpdir(), 'gateway-bench-'));
const servers: Server[] = [];
try {
  const generator = await installPeer(folder, 'autocannon', ['autocannon@9.0.0']);
  if (!generator) throw new Error('Nothing is measured without autocannon, which makes the load.');
  await startServers(folder);
  await compare(path.join(generator, 'node_modules/autocannon'));
} finally {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
}

async function startServers(below: string): Promise<void> {
  servers.push(await startLocalCloud());
  const offline = await installPeer(below, 'serverless-offline', serverlessOfflinePackages);
  if (offline) {
    servers.push(await startServerlessOffline(offline, false));
    servers.push(await startServerlessOffline(offline, true));
  }
  servers.push(await startNodeHttp(below));
}

async function compare(autocannon: string): Promise<void> {
  for (const connections of connectionCounts) {
    const loads = servers.map((): Load[] => []);
    for (let turn = 0; turn < turns; turn++) {
      for (const [index, { url }] of servers.entries()) {
        loads[index]?.push(...(await measureLoad(autocannon, url, { connections, secondsEach, rounds })));
      }
    }
    console.log(`\n${connections} connection${connections > 1 ? 's' : ''}`);
    console.table(tableOf(loads.map(medianOf)));
  }
  console.log(
    `Medians of ${turns} × ${rounds} rounds of ${secondsEach} s, the servers taking turns; Node ${process.version}. Generator, server and functions share ${cpus().length} cores: only ratios of one run say something.`,
  );
}

function medianOf(loads: readonly Load[]): Load {
  const of = (field: keyof Load) => median(loads.map((load) => load[field]));
  return { rate: of('rate'), p50: of('p50'), p99: of('p99') };
}

function tableOf(loads: readonly Load[]): Record<string, object> {
  const ours = loads[0]?.rate ?? Number.NaN;
  const rows = servers.map(({ name }, index) => {
    const { rate = Number.NaN, p50 = Number.NaN, p99 = Number.NaN } = loads[index] ?? {};
    const row = { 'req/s': Math.round(rate), 'p50 ms': rounded(p50), 'p99 ms': rounded(p99) };
    return [name, { ...row, 'local-cloud is × as fast': rounded(ours / rate) }] as const;
  });
  return Object.fromEntries(rows);
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
