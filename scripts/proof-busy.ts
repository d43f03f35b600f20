#!/usr/bin/env node
// Runs all tests again and again while another process keeps every core busy: they may take longer, but none may fail.
// Usage: npm run proof:busy [-- RUNS [--no-loops]]   (default: 10 runs beside an endless loop per core; without the
// loops where other work keeps the cores busy, which the load average of each run shows)
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';

const [count = '10', loops = ''] = process.argv.slice(2);
const runs = Number(count);
if (!Number.isInteger(runs) || runs < 1 || !['', '--no-loops'].includes(loops)) {
  process.stderr.write(`Expected a number of runs and perhaps --no-loops, received ${count} ${loops}.\n`);
  process.exit(2);
}

// Busy for 50 ms at a time, so that it sees the end of its standard input, which is the end of this process.
const busy = `
  process.stdin.on('end', () => process.exit()).on('error', () => process.exit()).resume();
  setInterval(() => { for (const end = Date.now() + 50; Date.now() < end;); }, 0);`;
const cores = availableParallelism();
const load = Array.from({ length: loops === '' ? cores : 0 }, () =>
  spawn(process.execPath, ['-e', busy], { stdio: ['pipe', 'ignore', 'inherit'] }),
);

let green = 0;
for (let run = 1; run <= runs; run++) {
  const start = performance.now();
  const isGreen = await succeeds(spawn('npm', ['test', '--', '--force'], options()));
  green += Number(isGreen);
  const seconds = Math.round((performance.now() - start) / 1000);
  const average = loadavg()[2]?.toFixed(1);
  process.stdout.write(
    `\n== run ${run} of ${runs}: ${isGreen ? 'green' : 'red'} after ${seconds} s, load average ${average} on ${cores} cores\n`,
  );
}
for (const process of load) process.stdin?.end();
process.stdout.write(`${green} of ${runs} green with ${cores} cores kept busy\n`);
process.exitCode = green === runs ? 0 : 1;

function options() {
  return { stdio: 'inherit', shell: process.platform === 'win32' } as const;
}

async function succeeds(child: ChildProcess): Promise<boolean> {
  const [code] = await once(child, 'exit');
  return code === 0;
}
