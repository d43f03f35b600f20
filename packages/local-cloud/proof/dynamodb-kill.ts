// npm run proof:dynamodb-kill [-- KILLS]: kills DynamoDB's process at random moments under writes, 100 times unless
// given, and exits with 1 if a write is lost that was acknowledged.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultAccount } from '../src/account.ts';
import { createDynamoDb } from '../src/dynamodb/dynamo-db.ts';
import { writeUnderKills } from '../src/dynamodb/testing/write-under-kills.ts';

const folder = await mkdtemp(join(tmpdir(), 'dynamodb-kill-'));
const dynamodb = createDynamoDb(defaultAccount, { folder });
try {
  const { kills, acknowledged, lost } = await writeUnderKills(dynamodb, Number(process.argv[2] ?? 100));
  console.log(`${kills} kills, ${acknowledged} acknowledged writes, ${lost} items lost a write.`);
  if (lost > 0) process.exitCode = 1;
} finally {
  await dynamodb.stop();
  await rm(folder, { recursive: true, force: true });
}
