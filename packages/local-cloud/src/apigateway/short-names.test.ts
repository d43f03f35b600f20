import { describe, expect, it } from 'vitest';
import { type NamedStage, shortNames } from './short-names.ts';

type Apis = Readonly<Record<string, readonly string[]>>;

/** `<stack>/<logical id>`, each with its stages. An API's id is `<stack>/<logical id>` here, too. */
function namesOf(apis: Apis, mains: Readonly<Record<string, NamedStage>> = {}): Record<string, string> {
  const records = Object.entries(apis).map(([id, stages]) => {
    const [stackName = '', logicalId = ''] = id.split('/');
    const origin = logicalId === '' ? undefined : { stackName, logicalId };
    return [id, { id, origin, stages: new Map(stages.map((name) => [name, {}])) }] as const;
  });
  const region = 'us-east-1';
  const names = shortNames([{ region, apis: new Map(records), mains: new Map(Object.entries(mains)) }]);
  return Object.fromEntries(
    [...names].map(([label, { apiId, stageName }]) => [label, `${apiId}/${stageName}`]),
  );
}

const main = (apiId: string, stageName: string) => ({ apiId, stageName });

describe('short names', () => {
  it('are the name of the stack for its only API and stage', () => {
    expect(namesOf({ 'shop/Api': ['Prod'] })).toEqual({ shop: 'shop/Api/Prod' });
  });

  it('are the name of the stack for the API and stage of its outputs, with the stage in front for others', () => {
    const apis = { 'shop/Api': ['dev', 'Prod'] };
    expect(namesOf(apis, { shop: main('shop/Api', 'Prod') })).toEqual({
      shop: 'shop/Api/Prod',
      'dev--shop': 'shop/Api/dev',
    });
    expect(namesOf(apis)).toEqual({ 'dev--shop': 'shop/Api/dev', 'prod--shop': 'shop/Api/Prod' });
  });

  it('have the logical id of a second API in front', () => {
    const apis = { 'shop/Api': ['v1', 'v2'], 'shop/Admin': ['v1'] };
    expect(namesOf(apis, { shop: main('shop/Api', 'v2') })).toEqual({
      shop: 'shop/Api/v2',
      'v1--shop': 'shop/Api/v1',
      'admin--v1--shop': 'shop/Admin/v1',
    });
    expect(Object.keys(namesOf(apis))).toEqual(['admin--v1--shop', 'api--v1--shop', 'api--v2--shop']);
  });

  it('can be for an API that another stack created', () => {
    const apis = { 'base/Api': ['live'], outside: ['live'] };
    expect(namesOf(apis, { shop: main('outside', 'live'), gone: main('nothing', 'live') })).toEqual({
      base: 'base/Api/live',
      shop: 'outside/live',
    });
  });

  it('are labels of host names: lower case, hyphens for other characters', () => {
    expect(namesOf({ 'My-Shop/Api': ['_a_B'] }, { 'My-Shop': main('x', 'y') })).toEqual({
      'my-shop': 'My-Shop/Api/_a_B',
    });
    expect(namesOf({ 'shop/Api': ['_a_B', 'c'] })).toHaveProperty('a-b--shop');
  });

  it('get a hash when they are reserved, taken or too long', () => {
    const long = 'a'.repeat(70);
    const names = namesOf({ 's3/Api': ['x'], 'Shop/Api': ['x'], 'shop/Api': ['x'], [`${long}/Api`]: ['x'] });
    expect(names.shop).toBe('shop/Api/x');
    const labelOf = (stage: string) => Object.keys(names).find((label) => names[label] === stage);
    expect(labelOf('s3/Api/x')).toMatch(/^s3-[0-9a-f]{8}$/);
    expect(labelOf('Shop/Api/x')).toMatch(/^shop-[0-9a-f]{8}$/);
    expect(labelOf(`${long}/Api/x`)).toMatch(/^a{54}-[0-9a-f]{8}$/);
  });

  it('say why they have a hash', () => {
    const origin = { stackName: 'console', logicalId: 'Api' };
    const apis = new Map([['a', { id: 'a', origin, stages: new Map([['x', {}]]) }]]);
    const [name] = shortNames([{ region: 'us-east-1', apis, mains: new Map() }]).values();
    expect(name?.reason).toBe('the name console is reserved');
  });

  it('have their region at the end where a stack of the first region has the plain name', () => {
    const origin = { stackName: 'shop', logicalId: 'Api' };
    const of = (region: string) => ({
      region,
      apis: new Map([[region, { id: region, origin, stages: new Map([['x', {}]]) }]]),
      mains: new Map(),
    });
    const names = shortNames([of('us-east-1'), of('eu-west-1'), of('ap-south-1')]);
    const reason = 'the name shop is taken by another stage';
    expect([...names.values()]).toMatchObject([
      { label: 'shop', region: 'us-east-1' },
      { label: 'shop--ap-south-1', region: 'ap-south-1', reason },
      { label: 'shop--eu-west-1', region: 'eu-west-1', reason },
    ]);
    const alone = [{ ...of('us-east-1'), apis: new Map() }, of('eu-west-1')];
    expect([...shortNames(alone).keys()]).toEqual(['shop']);
  });

  it('do not depend on the order in which the stacks were created', () => {
    const apis: Apis = { 'SHOP/Api': ['x'], 'Shop/Api': ['x'], 'x--y/Api': ['z'], 'y/Api': ['x', 'q'] };
    const reversed = Object.fromEntries(Object.entries(apis).reverse());
    expect(namesOf(apis)).toEqual(namesOf(reversed));
    expect(namesOf(apis)['x--y']).toBe('x--y/Api/z');
    const mainFirst = namesOf({ 'shop/Api': ['v1', 'v2'], 'V1--Shop/Api': ['x'] });
    expect(mainFirst['v1--shop']).toBe('V1--Shop/Api/x');
  });
});
