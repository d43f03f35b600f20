import { describe, expect, it } from 'vitest';
import { newWork, spend } from './intrinsics/work.ts';
import { testEngine, thingTemplate } from './testing/test-engine.ts';

const usedUp = /the values of the template, its functions resolved, exceed 4194304 characters in all/;

/** `levels` of Fn::Sub, each of which uses the one within it ten times. */
function nestedSub(levels: number): object | string {
  if (levels === 0) return 'x'.repeat(10);
  return { 'Fn::Sub': ['${a}'.repeat(10), { a: nestedSub(levels - 1) }] };
}

describe('the work of one template', () => {
  it.each<[string, object, object?]>([
    ['nested Fn::Sub', nestedSub(8) as object],
    ['a long delimiter', { 'Fn::Join': ['x'.repeat(10_000), Array.from({ length: 500 }, () => 'a')] }],
    ['a string in Base64', { 'Fn::Base64': nestedSub(6) }],
    [
      'a parameter that is used many times',
      Array.from({ length: 1_100 }, () => ({ Ref: 'Long' })),
      { Parameters: { Long: { Type: 'String', Default: 'x'.repeat(4096) } } },
    ],
  ])('CF-31: is bounded for %s', async (_what, value, rest = {}) => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: { Value: value } }, rest));
    expect(engine.status(id)).toBe('ROLLBACK_COMPLETE');
    expect(engine.reasonOf(id, 'A', 'CREATE_FAILED')).toMatch(usedUp);
  });

  it('CF-31: is bounded at once for a mapping that is used many times', async () => {
    const value = Array.from({ length: 500 }, () => ({ 'Fn::FindInMap': ['M', 'a', 'b'] }));
    const rest = { Mappings: { M: { a: { b: ['x'.repeat(10_000)] } } } };
    const created = testEngine().create('demo', thingTemplate({ A: { Value: value } }, rest));
    await expect(created).rejects.toThrow(usedUp);
  });

  it('CF-31: is bounded for all resources together', async () => {
    const engine = testEngine();
    const things = (length: number, levels: number) =>
      thingTemplate(
        Object.fromEntries(Array.from({ length }, (_, index) => [`A${index}`, { Value: nestedSub(levels) }])),
      );
    const many = await engine.create('many', things(60, 4));
    expect(engine.status(many)).toBe('ROLLBACK_COMPLETE');
    const few = await engine.create('few', things(30, 4));
    expect(engine.status(few)).toBe('CREATE_COMPLETE');
    const TemplateBody = JSON.stringify(things(30, 5));
    expect(() => engine.operations.UpdateStack({ StackName: 'few', TemplateBody })).toThrow(usedUp);
  });

  it('CF-31: is bounded for conditions', () => {
    const engine = testEngine();
    const Conditions = { C: { 'Fn::Equals': [nestedSub(8), 'x'] } };
    const TemplateBody = JSON.stringify(thingTemplate({ A: {} }, { Conditions }));
    expect(() => engine.operations.CreateStack({ StackName: 'demo', TemplateBody })).toThrow(usedUp);
  });

  it('CF-31: lets Fn::Sub resolve each variable once', async () => {
    const engine = testEngine();
    const once = (levels: number): object | string =>
      levels === 0 ? 'x' : { 'Fn::Sub': ['${a}${b}${a}', { a: once(levels - 1), b: '' }] };
    const id = await engine.create('demo', thingTemplate({ A: { Value: once(16) } }));
    expect(engine.status(id)).toBe('CREATE_COMPLETE');
    expect(String(engine.things.get('thing-1')?.Value)).toHaveLength(2 ** 16);
  });

  it('CF-31: ends before the work is done', () => {
    const work = newWork();
    expect(() => spend(work, 1e12)).toThrow(usedUp);
  });

  it('CF-31: is bounded for what a transform generates', () => {
    const engine = testEngine();
    const Variables = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`V${index}`, 'x'.repeat(50)]),
    );
    const fn = { Type: 'AWS::Serverless::Function', Properties: { InlineCode: 'x', Handler: 'a.b' } };
    const TemplateBody = JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Globals: { Function: { Runtime: 'nodejs24.x', Environment: { Variables } } },
      Resources: Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`F${index}`, fn])),
    });
    expect(() =>
      engine.operations.CreateStack({
        StackName: 'demo',
        TemplateBody,
        Capabilities: ['CAPABILITY_AUTO_EXPAND'],
      }),
    ).toThrow(/Template may not exceed 1048576 bytes in size. After its transforms it has \d+./);
  });
});
