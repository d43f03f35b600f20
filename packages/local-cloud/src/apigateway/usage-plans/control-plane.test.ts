import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteUsagePlanCommand,
  DeleteUsagePlanKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  type PatchOperation,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod } from '../testing/definitions.ts';
import { deployApi } from '../testing/deploy-api.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);

async function stage(): Promise<{ apiId: string; stage: string }> {
  const definition = api({ '/': { get: mockMethod('x') } });
  return { apiId: await deployApi(cloud, definition, 'live'), stage: 'live' };
}

async function patched(usagePlanId: string | undefined, ...patchOperations: PatchOperation[]) {
  return client().send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }));
}

describe('API keys driven by the SDK', () => {
  it('are returned with their value when created, and later on request', async () => {
    const made = await client().send(new CreateApiKeyCommand({ name: 'team-a', customerId: 'a' }));
    expect(made).toMatchObject({ name: 'team-a', customerId: 'a', enabled: false });
    expect(made.value).toMatch(/^[a-z0-9]{40}$/);
    expect(made.createdDate).toBeInstanceOf(Date);
    const apiKey = made.id;
    expect((await client().send(new GetApiKeyCommand({ apiKey }))).value).toBeUndefined();
    expect((await client().send(new GetApiKeyCommand({ apiKey, includeValue: true }))).value).toBe(
      made.value,
    );
    const patchOperations: PatchOperation[] = [{ op: 'replace', path: '/enabled', value: 'true' }];
    expect((await client().send(new UpdateApiKeyCommand({ apiKey, patchOperations }))).enabled).toBe(true);
    await client().send(new DeleteApiKeyCommand({ apiKey }));
    await expect(client().send(new GetApiKeyCommand({ apiKey }))).rejects.toThrow(
      'Invalid API Key identifier specified',
    );
  });

  it('are found by their name and customer, page by page', async () => {
    const keys = [
      { name: 'find-1', customerId: 'x' },
      { name: 'find-2', customerId: 'x' },
      { name: 'find-3', customerId: 'y' },
    ];
    for (const key of keys) await client().send(new CreateApiKeyCommand(key));
    const namesOf = async (input: object) =>
      (await client().send(new GetApiKeysCommand(input))).items?.map(({ name }) => name);
    expect(await namesOf({ nameQuery: 'find-' })).toEqual(['find-3', 'find-2', 'find-1']);
    expect(await namesOf({ nameQuery: 'find-', customerId: 'x' })).toEqual(['find-2', 'find-1']);
    const first = await client().send(
      new GetApiKeysCommand({ nameQuery: 'find-', limit: 2, includeValues: true }),
    );
    expect(first.items?.map(({ value }) => value?.length)).toEqual([40, 40]);
    const { items: shown = [] } = await client().send(new GetApiKeysCommand({ nameQuery: 'find-' }));
    for (const key of shown) expect(key).not.toHaveProperty('value');
    expect(await namesOf({ nameQuery: 'find-', position: first.position })).toEqual(['find-1']);
  });

  it('have a unique value of 20 to 128 characters', async () => {
    const value = 'a value that is given';
    await client().send(new CreateApiKeyCommand({ value }));
    const make = (text: string) => client().send(new CreateApiKeyCommand({ value: text }));
    await expect(make(value)).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'API Key already exists',
    });
    await expect(make('s'.repeat(19))).rejects.toThrow('API Key value should be at least 20 characters');
    await expect(make('l'.repeat(129))).rejects.toThrow(
      'API Key value exceeds maximum size of 128 characters',
    );
    for (const length of [20, 128]) expect((await make('x'.repeat(length))).value).toHaveLength(length);
  });
});

describe('usage plans driven by the SDK', () => {
  it('are created, changed and removed', async () => {
    const apiStage = await stage();
    const made = await client().send(
      new CreateUsagePlanCommand({
        name: 'gold',
        apiStages: [apiStage],
        throttle: { rateLimit: 5, burstLimit: 10 },
        quota: { limit: 100, period: 'MONTH' },
      }),
    );
    expect(made.quota).toEqual({ limit: 100, period: 'MONTH', offset: 0 });
    const name = `${apiStage.apiId}:live`;
    const changed = await patched(
      made.id,
      { op: 'replace', path: '/name', value: 'silver' },
      { op: 'replace', path: '/quota/limit', value: '50' },
      { op: 'replace', path: '/throttle/rateLimit', value: '2.5' },
      { op: 'replace', path: `/apiStages/${name}/throttle/~1pets~1GET/rateLimit`, value: '1' },
      { op: 'replace', path: `/apiStages/${name}/throttle//pets/GET/burstLimit`, value: '2' },
    );
    expect(changed).toMatchObject({
      name: 'silver',
      quota: { limit: 50, period: 'MONTH' },
      throttle: { rateLimit: 2.5, burstLimit: 10 },
      apiStages: [{ ...apiStage, throttle: { '/pets/GET': { rateLimit: 1, burstLimit: 2 } } }],
    });
    const remove = () => client().send(new DeleteUsagePlanCommand({ usagePlanId: made.id }));
    await expect(remove()).rejects.toThrow('because it has associated API stages');
    const bare = await patched(
      made.id,
      { op: 'remove', path: '/apiStages', value: name },
      { op: 'remove', path: '/quota' },
      { op: 'remove', path: '/throttle' },
    );
    expect(bare).toMatchObject({ name: 'silver', apiStages: [] });
    expect([bare.quota, bare.throttle]).toEqual([undefined, undefined]);
    const limited = await patched(
      made.id,
      { op: 'add', path: '/quota/limit', value: '5' },
      { op: 'add', path: '/quota/period', value: 'DAY' },
    );
    expect(limited.quota).toEqual({ limit: 5, period: 'DAY', offset: 0 });
    await remove();
    await expect(client().send(new GetUsagePlanCommand({ usagePlanId: made.id }))).rejects.toThrow(
      'Invalid Usage Plan ID specified',
    );
  });

  it('have keys, each in one plan of a stage', async () => {
    const apiStages = [await stage()];
    const { id: keyId } = await client().send(new CreateApiKeyCommand({ name: 'held', enabled: true }));
    const plan = async () =>
      (
        await client().send(
          new CreateUsagePlanCommand({ name: 'p', apiStages, quota: { limit: 9, period: 'DAY' } }),
        )
      ).id;
    const [usagePlanId, other] = [await plan(), await plan()];
    const addTo = (id: string | undefined) =>
      client().send(new CreateUsagePlanKeyCommand({ usagePlanId: id, keyId, keyType: 'API_KEY' }));
    expect(await addTo(usagePlanId)).toMatchObject({ id: keyId, type: 'API_KEY', name: 'held' });
    await expect(addTo(usagePlanId)).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(addTo(other)).rejects.toThrow(
      'cannot reference multiple Usage Plans with the same API Stage',
    );

    const bare = await client().send(new CreateUsagePlanCommand({ name: 'bare' }));
    await addTo(bare.id);
    const [first] = apiStages;
    await expect(
      patched(bare.id, { op: 'add', path: '/apiStages', value: `${first?.apiId}:live` }),
    ).rejects.toThrow('cannot reference multiple Usage Plans with the same API Stage');
    await client().send(new DeleteUsagePlanKeyCommand({ usagePlanId: bare.id, keyId }));

    const keys = await client().send(new GetUsagePlanKeysCommand({ usagePlanId, nameQuery: 'he' }));
    expect(keys.items?.map(({ id }) => id)).toEqual([keyId]);
    const shown = await client().send(new GetUsagePlanKeyCommand({ usagePlanId, keyId }));
    expect(shown.value).toHaveLength(40);
    const plans = await client().send(new GetUsagePlansCommand({ keyId }));
    expect(plans.items?.map(({ id }) => id)).toEqual([usagePlanId]);
    const range = { startDate: '2026-01-01', endDate: '2026-01-02' };
    const { items } = await client().send(new GetUsageCommand({ usagePlanId, ...range }));
    expect(items).toEqual({
      [String(keyId)]: [
        [0, 9],
        [0, 9],
      ],
    });
    const inPlan = async () => (await client().send(new GetUsagePlanKeysCommand({ usagePlanId }))).items;
    await client().send(new DeleteUsagePlanKeyCommand({ usagePlanId, keyId }));
    expect(await inPlan()).toEqual([]);
    await addTo(usagePlanId);
    await client().send(new DeleteApiKeyCommand({ apiKey: keyId }));
    expect(await inPlan()).toEqual([]);
  });

  it("are refused with AWS's messages", async () => {
    const make = (input: object) => client().send(new CreateUsagePlanCommand({ name: 'p', ...input }));
    await expect(make({ name: '' })).rejects.toThrow('Usage Plan name cannot be blank');
    await expect(make({ apiStages: [{ apiId: 'none', stage: 'live' }] })).rejects.toThrow(
      'Invalid API Stage {api: none, stage: live} specified for usageplan',
    );
    const quotas: [object, string][] = [
      [{ limit: 1, period: 'DAY', offset: 1 }, 'Usage Plan quota offset must be zero in the DAY period'],
      [{ limit: 1, period: 'WEEK', offset: 7 }, 'must be between 0 and 6 inclusive in the WEEK period'],
      [{ limit: 1, period: 'MONTH', offset: 28 }, 'must be between 0 and 27 inclusive in the MONTH period'],
      [{ limit: 1, period: 'YEAR' }, 'Must be one of [DAY, WEEK, MONTH]'],
      [{ limit: -1, period: 'DAY' }, 'Usage Plan quota limit must be a whole number from 0, received -1'],
    ];
    for (const [quota, message] of quotas) await expect(make({ quota })).rejects.toThrow(message);
    await expect(make({ throttle: { rateLimit: -1 } })).rejects.toThrow(
      'Usage Plan rate limit must be from 0, received -1',
    );
    await expect(make({ throttle: { burstLimit: -1 } })).rejects.toThrow(
      'Usage Plan burst limit must be a whole number from 0, received -1',
    );
    const apiStage = await stage();
    await expect(make({ apiStages: [apiStage, apiStage] })).rejects.toThrow(
      `API Stage ${apiStage.apiId}:live is given twice`,
    );
    const throttle = { '/GET': { rateLimit: 1 } };
    await expect(make({ apiStages: [{ ...apiStage, throttle }] })).rejects.toThrow(
      'Usage plan throttle settings are required for method throttles',
    );
  });
});
