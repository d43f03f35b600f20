// Calls a URL over some connections, for some seconds at a time, and prints the result of each time. Before that it
// calls for twice as long: the server, its functions and this program itself are compiled while they run.
// Usage: node generator.ts <file of autocannon> <url> <connections> <seconds> <times>
import { createRequire } from 'node:module';

type Autocannon = (options: { url: string; connections: number; duration: number }) => PromiseLike<{
  readonly duration: number;
  readonly non2xx: number;
  readonly errors: number;
}> & {
  on(event: 'response', take: (client: unknown, status: number, bytes: number, millis: number) => void): void;
};

const [, , file = '', url = '', connections, seconds, times] = process.argv;
const autocannon: Autocannon = createRequire(import.meta.url)(file);

await measure(2 * Number(seconds));
const measured: object[] = [];
while (measured.length < Number(times)) measured.push(await measure(Number(seconds)));
process.stdout.write(JSON.stringify(measured));

/** Its own histogram counts whole milliseconds, and many responses take less than one. */
async function measure(duration: number) {
  const latencies: number[] = [];
  const run = autocannon({ url, connections: Number(connections), duration });
  run.on('response', (_client, _status, _bytes, millis) => latencies.push(millis));
  const { duration: taken, non2xx, errors } = await run;
  latencies.sort((a, b) => a - b);
  const percentile = (share: number) => latencies[Math.floor(latencies.length * share)];
  return {
    rate: latencies.length / taken,
    p50: percentile(0.5),
    p99: percentile(0.99),
    failed: non2xx + errors,
  };
}
