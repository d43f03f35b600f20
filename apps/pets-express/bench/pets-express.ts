// Prints, for the app on Lambda by two libraries, as a plain server, and for GET /pets as a function of its own: the size
// of the bundle, the time of its import, of the import with the first call, and of a warm call.
// Usage: npm run bench --workspace pets-express
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '@samples/deployment';
import { startMongo } from '../../../scripts/cloud-process.ts';

const rounds = 7;
const warmCalls = 200;
const app = path.resolve(import.meta.dirname, '..');
const variants = {
  'Express by aws-serverless-express': 'src/lambda.ts',
  'Express by serverless-http': 'bench/with-serverless-http.ts',
  'Express, plain server': 'bench/as-plain-server.ts',
  'GET /pets, function of its own': 'src/list-pets.ts',
};

interface Times {
  readonly importMs: number;
  readonly firstMs: number;
  readonly warmUs: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'pets-bench-'));
const mongo = await startMongo(0);
try {
  const event = readFileSync(path.join(app, 'events/get-pets.json'), 'utf8');
  const bundles = await bundle();
  const times = bundles.map((): Times[] => []);
  // Round by round, so that other work on the machine affects all of them alike.
  for (let round = 0; round < rounds; round++) {
    for (const [index, { file }] of bundles.entries()) times[index]?.push(measure(file, event));
  }
  console.table(
    bundles.map(({ name, bytes }, index) => ({
      variant: name,
      'bundle, KB': Math.round(bytes / 1000),
      'import, ms': median(times[index]?.map(({ importMs }) => importMs)),
      'import and first call, ms': median(times[index]?.map(({ firstMs }) => firstMs)),
      'warm call, µs': median(times[index]?.map(({ warmUs }) => warmUs)),
    })),
  );
} finally {
  await mongo.stop();
  rmSync(folder, { recursive: true });
}

async function bundle() {
  const alias = Object.fromEntries(
    ['iconv-lite', 'whatwg-url'].map((name) => [name, path.join(app, 'src/slim', `${name}.ts`)]),
  );
  const functions = Object.entries(variants).map(([name, entry]) => ({ name, entry: path.join(app, entry) }));
  const root = path.resolve(app, '../..');
  const bundles = await bundleFunctions(functions, { root, external: [], alias, report: () => {} });
  return bundles.map(({ name, code }, index) => {
    const file = path.join(folder, `${index}.mjs`);
    writeFileSync(file, code);
    return { name, file, bytes: code.length };
  });
}

/** In a process of its own, as in a cold start. */
function measure(file: string, event: string): Times {
  const script = `const start = performance.now();
    const { handler } = await import(${JSON.stringify(file)});
    const importMs = performance.now() - start;
    const call = () => handler(${event}, {});
    if ((await call()).statusCode !== 200) throw new Error('The call failed');
    const firstMs = performance.now() - start;
    for (let index = 0; index < ${warmCalls}; index++) await call();
    const warm = performance.now();
    for (let index = 0; index < ${warmCalls}; index++) await call();
    const warmUs = ((performance.now() - warm) * 1000) / ${warmCalls};
    console.log(JSON.stringify({ importMs, firstMs, warmUs }));
    process.exit();`;
  const env = { ...process.env, MONGODB_URI: `${mongo.url}/pets` };
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env }).toString(),
  );
}

function median(values: readonly number[] = []): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN);
}
