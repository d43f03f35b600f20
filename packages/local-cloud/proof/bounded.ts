// npm run proof:bounded [-- NAME [COUNT [SEED]]]: attacks the cloud with input that asks for much work, those attacks
// whose names contain NAME, among them COUNT random ones of each kind (25; all are named `random-…`). Exits with 1 if one holds its event loop for more than 200 ms or takes more than 512 MB.
import { definitionAttacks } from './bounded/definition-attacks.ts';
import { meteredCloud } from './bounded/metered-cloud.ts';
import { randomAttacks } from './bounded/random-attacks.ts';
import { requestAttacks } from './bounded/request-attacks.ts';
import { templateAttacks } from './bounded/template-attacks.ts';

const most = { heldMs: 200, megabytes: 512 };
const cloud = await meteredCloud();
const atRest = (await cloud.read()).megabytes;
const [wanted = '', count = '25', seed = '1'] = process.argv.slice(2);
const attacks = [
  ...templateAttacks(cloud.url),
  ...definitionAttacks(cloud.url),
  ...requestAttacks(cloud.url),
  ...randomAttacks(cloud.url, Number(count), Number(seed)),
].filter(({ name }) => name.includes(wanted));
let failures = 0;
const worst = { heldMs: 0, megabytes: 0 };

try {
  for (const { name, run } of attacks) {
    await cloud.read();
    const start = Date.now();
    const outcome = await run(cloud).then(() => 'done', reasonOf);
    const { heldMs, megabytes } = await cloud.read();
    const grown = megabytes - atRest;
    worst.heldMs = Math.max(worst.heldMs, heldMs);
    worst.megabytes = Math.max(worst.megabytes, grown);
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
console.log(`${attacks.length} attacks, ${failures} over the limits; seed ${seed}.`);
console.log(`At most ${worst.heldMs} ms held and ${worst.megabytes} MB above the ${atRest} MB at rest.`);
process.exitCode = failures > 0 ? 1 : 0;

function reasonOf(error: unknown): string {
  const { name, message } = error as Error;
  return `${name}: ${message.replaceAll(/\s+/g, ' ')}`.slice(0, 100);
}
