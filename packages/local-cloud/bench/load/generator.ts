// Calls an address over some connections for some seconds and prints what came of it, save in the first half second:
// that is how long this program itself takes to be compiled.
// Usage: node generator.ts <file of autocannon> <url> <connections> <seconds>
import { createRequire } from 'node:module';

type Autocannon = (options: { url: string; connections: number; duration: number }) => PromiseLike<{
  readonly non2xx: number;
  readonly errors: number;
}> & {
  on(event: 'response', take: (client: unknown, status: number, bytes: number, millis: number) => void): void;
};

const warmingMillis = 500;
const [, , file = '', url = '', connections, seconds] = process.argv;
const autocannon: Autocannon = createRequire(import.meta.url)(file);

// Its own histogram counts whole milliseconds, of which a good part of the answers takes less than one.
const latencies: number[] = [];
const startedAt = performance.now() + warmingMillis;
let endedAt = startedAt;
const run = autocannon({ url, connections: Number(connections), duration: Number(seconds) });
run.on('response', (_client, _status, _bytes, millis) => {
  const now = performance.now();
  if (now < startedAt) return;
  latencies.push(millis);
  endedAt = now;
});
const { non2xx, errors } = await run;
const duration = (endedAt - startedAt) / 1000;
latencies.sort((a, b) => a - b);

const percentile = (share: number) => latencies[Math.floor(latencies.length * share)];
const measured = { rate: latencies.length / duration, p50: percentile(0.5), p99: percentile(0.99) };
process.stdout.write(JSON.stringify({ ...measured, failed: non2xx + errors }));
