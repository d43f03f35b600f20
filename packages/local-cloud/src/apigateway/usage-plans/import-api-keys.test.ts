import {
  APIGatewayClient,
  CreateUsagePlanCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
  ImportApiKeysCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const importKeys = (lines: readonly string[], failOnWarnings = false) =>
  client().send(
    new ImportApiKeysCommand({ format: 'csv', body: Buffer.from(lines.join('\n')), failOnWarnings }),
  );
const keyWith = (apiKey: string | undefined) =>
  client().send(new GetApiKeyCommand({ apiKey, includeValue: true }));
const plan = async () => (await client().send(new CreateUsagePlanCommand({ name: 'p' }))).id ?? '';
const value = (letter: string) => letter.repeat(20);

it('creates the keys of a file, in any order of columns, and adds them to usage plans', async () => {
  const plans = [await plan(), await plan()];
  const { ids = [], warnings } = await importKeys([
    'usagePlanIds,KEY,Name,enabled,Description,team',
    `"${plans.join(',')}",${value('a')},first,,An imported key,x`,
    `,${value('b')},second,FALSE,,y`,
  ]);
  expect(warnings).toEqual([]);
  expect(await Promise.all(ids.map(keyWith))).toMatchObject([
    { name: 'first', value: value('a'), enabled: true, description: 'An imported key' },
    { name: 'second', value: value('b'), enabled: false },
  ]);
  for (const usagePlanId of plans) {
    const { items } = await client().send(new GetUsagePlanKeysCommand({ usagePlanId }));
    expect(items?.map(({ id }) => id)).toEqual([ids[0]]);
  }
});

it('overwrites a key that has the same value, and reads single quotes', async () => {
  const usagePlanId = await plan();
  const first = await importKeys(['name,key', `one,${value('c')}`]);
  const again = await importKeys(['key,name,usageplanids', `${value('c')},it's,'${usagePlanId}'`]);
  expect(again.ids).toEqual(first.ids);
  expect(await keyWith(first.ids?.[0])).toMatchObject({ name: "it's", value: value('c') });
  const { items } = await client().send(new GetUsagePlanKeysCommand({ usagePlanId }));
  expect(items).toHaveLength(1);
});

it('warns of what it leaves out, or imports nothing', async () => {
  const file = [
    'name,key,usageplanids',
    'short,abc,',
    `planless,${value('d')},absent`,
    `everywhere,${value('e')},"${'a,'.repeat(11)}"`,
  ];
  const before = (await client().send(new GetApiKeysCommand({ limit: 500 }))).items?.length ?? 0;
  const warnings = [
    'API Key 1: API Key value should be at least 20 characters',
    'API Key 2: Invalid Usage Plan ID specified',
    'API Key 3: An API key can be in at most 10 usage plans, received 11',
  ];
  await expect(importKeys(file, true)).rejects.toThrow(warnings.join('\n\t'));
  expect((await client().send(new GetApiKeysCommand({ limit: 500 }))).items).toHaveLength(before);
  const made = await importKeys(file);
  expect([made.ids?.length, made.warnings]).toEqual([2, warnings]);
});

it.each([
  [['name'], 'Expected the columns Name and Key in the file of API keys: key is missing'],
  [[], 'name is missing'],
  [['name,key', `"a,${value('e')}`], 'Invalid file of API keys: Quote Not Closed'],
])('refuses the file %j', async (lines, message) => {
  await expect(importKeys(lines)).rejects.toThrow(message);
});
