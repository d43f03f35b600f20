// What the embedded cloud and its functions hold in memory. Usage: node bench/memory.ts
import { readdirSync, readFileSync } from 'node:fs';
import { deployHello } from './servers/deploy-hello.ts';
import { startCloud } from './servers/local-cloud.ts';
import { saysHello } from './servers/start-server.ts';

const functionCounts = [0, 1, 10, 30];

if (process.platform !== 'linux') {
  console.log(`Left out: memory is read from /proc, which ${process.platform} lacks.`);
} else {
  const cloud = await startCloud();
  try {
    const rows: [string, object][] = [];
    let deployed = 0;
    for (const count of functionCounts) {
      for (; deployed < count; deployed++) await callOnce(cloud.url, `hello-${deployed}`);
      const bytes = processesBelow(cloud.pid).map((pid) => [pid, megabytes(pid)] as const);
      const ofCloud = bytes.find(([pid]) => pid === cloud.pid)?.[1] ?? 0;
      const total = bytes.reduce((sum, [, size]) => sum + size, 0);
      const row = { 'cloud MB': Math.round(ofCloud), 'with its processes MB': Math.round(total) };
      rows.push([`${count} functions`, row]);
    }
    console.table(Object.fromEntries(rows));
    console.log('Each function was called once; pages that processes share are counted in equal parts.');
  } finally {
    await cloud.stop();
  }
}

async function callOnce(endpoint: string, name: string): Promise<void> {
  const url = await deployHello(endpoint, name);
  if (!(await saysHello(url))) throw new Error(`Expected "hello" from ${url}.`);
}

function processesBelow(ancestor: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter(isNumber)
      .map((pid) => [Number(pid), parentOf(pid)]),
  );
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === ancestor || isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow);
}

function parentOf(pid: string): number | undefined {
  const parent = /^PPid:\s*(\d+)/m.exec(readProc(pid, 'status'))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** The proportional set size. */
function megabytes(pid: number): number {
  return Number(/^Pss:\s*(\d+) kB/m.exec(readProc(String(pid), 'smaps_rollup'))?.[1] ?? 0) / 1024;
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
