// npm run proof:bounded [-- NAME]: attacks the cloud with input that asks for much work, those attacks whose names
// contain NAME. Exits with 1 if one holds its event loop for more than 200 ms or takes more than 512 MB.
import { definitionAttacks } from './bounded/definition-attacks.ts';
import { meteredCloud } from './bounded/metered-cloud.ts';
import { requestAttacks } from './bounded/request-attacks.ts';
import { templateAttacks } from './bounded/template-attacks.ts';

const most = { heldMs: 200, megabytes: 512 };
const cloud = await meteredCloud();
const atRest = (await cloud.read()).megabytes;
const wanted = process.argv[2] ?? '';
const attacks = [
  ...templateAttacks(cloud.url),
  ...definitionAttacks(cloud.url),
  ...requestAttacks(cloud.url),
].filter(({ name }) => name.includes(wanted));
let failures = 0;

try {
  for (const { name, run } of attacks) {
    await cloud.read();
    const start = Date.now();
    const outcome = await run(cloud).then(() => 'done', reasonOf);
    const { heldMs, megabytes } = await cloud.read();
    const grown = megabytes - atRest;
    const fails = heldMs > most.heldMs || grown > most.megabytes;
    if (fails) failures += 1;
    const figures = [`${heldMs} ms`, `${grown} MB`, `${Date.now() - start} ms in all`].map((text) =>
      text.padStart(8),
    );
    console.log([fails ? 'FAIL' : '  ok', ...figures, name, outcome].join('  '));
  }
} finally {
  await cloud.stop();
}
console.log(`${attacks.length} attacks, ${failures} over the limits; ${atRest} MB at rest.`);
process.exitCode = failures > 0 ? 1 : 0;

function reasonOf(error: unknown): string {
  const { name, message } = error as Error;
  return `${name}: ${message.replaceAll(/\s+/g, ' ')}`.slice(0, 100);
}
