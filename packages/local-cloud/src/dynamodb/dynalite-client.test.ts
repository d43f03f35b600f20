import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultAccount } from '../account.ts';
import { createDynaliteClient, type DynaliteClient } from './dynalite-client.ts';
import type { TableRecord } from './state.ts';
import { restoreTables } from './table-record.ts';

const definition = {
  TableName: 'notes',
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
  Tags: [{ Key: 'stage', Value: 'dev' }],
};
const tables = new Map<string, TableRecord>([
  ['notes', { definition, isProtected: false, timeToLive: undefined }],
]);
const key = { TableName: 'notes', Key: { id: { S: 'a' } } };
/** dynalite dies of it. */
const deadlyBody = 'null';

let client: DynaliteClient | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await client?.stop();
});

describe('createDynaliteClient', () => {
  it('answers the retryable 500 when the process dies, and the next call from a new one with its tables', async () => {
    const complaint = vi.spyOn(console, 'error').mockReturnValue();
    client = createDynaliteClient(defaultAccount, (call) => restoreTables(tables, call));
    await restoreTables(tables, client.call);
    await client.call('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } });

    await expect(client.post('GetItem', deadlyBody)).rejects.toMatchObject({
      code: 'InternalServerError',
      statusCode: 500,
    });

    expect(await client.call('GetItem', key)).toEqual({});
    const { Tags } = await client.call<{ Tags: unknown }>('ListTagsOfResource', {
      ResourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/notes',
    });
    expect(Tags).toEqual(definition.Tags);
    expect(complaint).toHaveBeenCalledWith(expect.stringContaining('its items are lost'));
  });

  it('waits for the new process when many call at once', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const active = createDynaliteClient(defaultAccount, (call) => restoreTables(tables, call));
    client = active;
    await restoreTables(tables, active.call);
    await active.post('GetItem', deadlyBody).catch(() => {});
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => active.post('GetItem', JSON.stringify(key))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('refuses calls once stopped', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    client = createDynaliteClient(defaultAccount, async () => {});
    await client.call('ListTables', {});
    await client.stop();
    await expect(client.call('ListTables', {})).rejects.toMatchObject({ code: 'InternalServerError' });
  });

  it('leaves no process behind when its parent is killed', async () => {
    const module = new URL('./dynalite-server.ts', import.meta.url).href;
    const script = `
      const { createDynaliteServer } = await import(${JSON.stringify(module)});
      const server = createDynaliteServer({ id: '000000000000', region: 'us-east-1' }, async () => {});
      console.log(await server.port());`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = await once(parent.stdout, 'data');
    expect(await listens(Number(port))).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(async () => expect(await listens(Number(port))).toBe(false), { timeout: 60_000 });
  });
});

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
