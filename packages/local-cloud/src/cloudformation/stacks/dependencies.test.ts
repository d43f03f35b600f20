import { describe, expect, it } from 'vitest';
import type { Resource } from '../template.ts';
import { dependencies } from './dependencies.ts';

function graphOf(resources: Record<string, Partial<Resource>>): Record<string, string[]> {
  const entries = Object.entries(resources).map(([name, body]) => [name, { Type: 'T', ...body }] as const);
  const graph = dependencies(new Map(entries), new Map([['Yes', true]]));
  return Object.fromEntries([...graph].map(([name, others]) => [name, [...others].sort()]));
}

describe('dependencies', () => {
  it('CF-6: come from references and DependsOn', () => {
    expect(
      graphOf({
        A: {},
        B: { Properties: { x: [{ Ref: 'A' }] } },
        C: { DependsOn: ['A', 'B'] },
        D: { Properties: { x: { 'Fn::Sub': '${B.Arn} ${AWS::Region}' } }, DependsOn: 'C' },
        E: { Properties: { x: { 'Fn::If': ['Yes', 1, { Ref: 'A' }] } } },
      }),
    ).toEqual({ A: [], B: ['A'], C: ['A', 'B'], D: ['B', 'C'], E: [] });
  });

  it('CF-12: in a cycle are refused with the names of its resources', () => {
    const ref = (name: string) => ({ Properties: { x: { Ref: name } } });
    expect(() => graphOf({ Before: {}, A: ref('B'), B: ref('C'), C: ref('A'), After: ref('A') })).toThrow(
      'Circular dependency between resources: [A, B, C]',
    );
    expect(() => graphOf({ A: ref('A') })).toThrow('Circular dependency between resources: [A]');
  });
});
