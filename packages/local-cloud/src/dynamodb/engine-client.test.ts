import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultAccount } from '../account.ts';
import { withFolder } from '../testing/with-folder.ts';
import { createDynamoDb, type DynamoDb } from './dynamo-db.ts';
import { createEngineClient } from './engine-client.ts';
import { createActiveTable } from './testing/create-active-table.ts';
import { writeUnderKills } from './testing/write-under-kills.ts';

const TableName = 'notes';
const definition = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  Tags: [{ Key: 'stage', Value: 'dev' }],
};
const Item = { id: { S: 'a' } };
const folder = withFolder();
let dynamodb: DynamoDb;
let tests = 0;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  tests += 1;
  dynamodb = createDynamoDb(defaultAccount, { folder: `${folder()}/${tests}`, limitMs: 15_000 });
});
afterEach(async () => {
  await dynamodb.stop();
  vi.restoreAllMocks();
});

const processId = () => dynamodb.processId() ?? 0;
const isRunning = (id: number) => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

describe("DynamoDB's process", () => {
  it('is replaced when it ends, with its tables, items and tags', async () => {
    await createActiveTable(dynamodb, definition);
    await dynamodb.call('PutItem', { TableName, Item });
    process.kill(processId(), 'SIGKILL');
    await expect(dynamodb.call('GetItem', { TableName, Key: Item })).rejects.toMatchObject({
      code: 'InternalServerError',
      statusCode: 500,
    });

    expect(await dynamodb.call('GetItem', { TableName, Key: Item })).toEqual({ Item });
    const ResourceArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/notes';
    expect(await dynamodb.call('ListTagsOfResource', { ResourceArn })).toMatchObject({
      Tags: definition.Tags,
    });
  });

  it('is ended and replaced when it does not respond', async () => {
    await createActiveTable(dynamodb, definition);
    const hung = processId();
    process.kill(hung, 'SIGSTOP');
    await expect(dynamodb.call('ListTables', {})).rejects.toMatchObject({ code: 'InternalServerError' });
    expect(isRunning(hung)).toBe(false);
    expect(await dynamodb.call('ListTables', {})).toEqual({ TableNames: [TableName] });
  });

  it('serves all that call while it is replaced', async () => {
    await createActiveTable(dynamodb, definition);
    process.kill(processId(), 'SIGKILL');
    await dynamodb.call('ListTables', {}).catch(() => {});
    const calls = Array.from({ length: 20 }, () => dynamodb.call('PutItem', { TableName, Item }));
    expect(await Promise.all(calls)).toHaveLength(20);
  });

  it('loses no acknowledged write when it is killed', async () => {
    expect(await writeUnderKills(dynamodb, 3)).toMatchObject({ kills: 3, lost: 0 });
  });

  it('finishes the creation and the deletion of tables that a kill cut short', async () => {
    for (let kill = 0; kill < 3; kill++) {
      const name = `cut-${kill}`;
      const create = dynamodb.call('CreateTable', { ...definition, TableName: name }).catch(() => {});
      setImmediate(() => process.kill(processId(), 'SIGKILL'));
      await create;
      const tables = await dynamodb.call<{ TableNames: string[] }>('ListTables', {}).catch(() => undefined);
      if (!tables?.TableNames.includes(name)) continue;
      const { Table } = await dynamodb.call<{ Table: { TableStatus: string } }>('DescribeTable', {
        TableName: name,
      });
      expect(Table.TableStatus).toBe('ACTIVE');
    }
  });

  it('refuses calls once stopped', async () => {
    await dynamodb.stop();
    await expect(dynamodb.call('ListTables', {})).rejects.toMatchObject({ code: 'InternalServerError' });
  });

  it('ends with its parent, even when that is killed', async () => {
    const module = new URL('./engine-client.ts', import.meta.url).href;
    const script = `
      const { createEngineClient } = await import(${JSON.stringify(module)});
      const account = { id: '000000000000', region: 'us-east-1' };
      const client = createEngineClient({ account, folder: ${JSON.stringify(`${folder()}/parent`)} });
      await client.call('ListTables', {});
      console.log(client.processId());`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [id] = await once(parent.stdout, 'data');
    expect(isRunning(Number(id))).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(Number(id))).toBe(false);
  });

  it.runIf(process.platform === 'linux')('listens on no port (read from /proc)', async () => {
    await dynamodb.call('ListTables', {});
    const sockets = await socketsOf(processId());
    const tables = ['tcp', 'tcp6', 'unix'].map((name) =>
      readFile(`/proc/${processId()}/net/${name}`, 'utf8'),
    );
    const listening = (await Promise.all(tables)).flatMap(listeningSockets);
    expect(sockets.length).toBeGreaterThan(0);
    expect(sockets.filter((inode) => listening.includes(inode))).toEqual([]);
  });

  it('reports an operation that fails as an internal error, and stays', async () => {
    const client = createEngineClient({ account: defaultAccount, folder: `${folder()}/failing` });
    const id = client.processId();
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const failure = client.call('NoSuchOperation', {});
    await expect(failure).rejects.toMatchObject({ code: 'InternalServerError', statusCode: 500 });
    expect(client.processId()).toBe(id);
    await expect
      .poll(() => log.mock.calls.flat().join('\n'))
      .toContain('NoSuchOperation of DynamoDB failed: Error: Cannot find module');
    await client.stop();
    log.mockRestore();
  });
});

async function socketsOf(id: number): Promise<string[]> {
  const files = await readdir(`/proc/${id}/fd`);
  const links = await Promise.all(files.map((file) => readlink(`/proc/${id}/fd/${file}`).catch(() => '')));
  return links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '').filter((inode) => inode !== '');
}

/** The inodes of listening sockets: state 0A of TCP, or the flag of a Unix socket that accepts connections. */
function listeningSockets(table: string): string[] {
  const rows = table
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/));
  const isUnix = table.startsWith('Num');
  return rows
    .filter((row) => (isUnix ? row[3] === '00010000' : row[3] === '0A'))
    .map((row) => String(isUnix ? row[6] : row[9]));
}
