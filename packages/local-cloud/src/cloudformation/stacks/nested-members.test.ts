import { expect, it } from 'vitest';
import { resourceTypes } from '../resource-types.ts';
import { nestedMembers } from './nested-members.ts';

const unknown = (type: string, properties: Parameters<typeof nestedMembers>[1]) =>
  nestedMembers(type, properties)
    .filter(({ isKnown }) => !isKnown)
    .map(({ pointer, name }) => `${pointer} ${name}`);

it('finds unknown members in lists and in both branches of a condition, not in functions and open maps', () => {
  const rules = { 'Fn::If': ['C', [{ Id: 'a', Idd: 'b' }], { Ref: 'AWS::NoValue' }] };
  expect(unknown('AWS::S3::Bucket', { CorsConfiguration: { CorsRules: rules } })).toEqual([
    '#/CorsConfiguration/CorsRules/0 Idd',
  ]);
  expect(unknown('AWS::Lambda::Function', { Environment: { 'Fn::GetAtt': ['A', 'B'] } })).toEqual([]);
  expect(unknown('AWS::Lambda::Function', { Environment: { Variables: { Any: 1 } } })).toEqual([]);
  expect(unknown('AWS::Lambda::Function', { Environment: { toString: 1 } })).toEqual([
    '#/Environment toString',
  ]);
  expect(unknown('AWS::IAM::Role', { AssumeRolePolicyDocument: { Any: 1 } })).toEqual([]);
});

it('knows each path that a type keeps without effect or does not offer', () => {
  for (const { type, inert = [], notOffered = [] } of resourceTypes) {
    for (const path of [...inert, ...notOffered].filter((name) => name.includes('.'))) {
      const names = path.split('.');
      const value = names.slice(1).reduceRight<object>((inner, name) => ({ [name]: inner }), {});
      const found = nestedMembers(type, { [names[0] ?? '']: JSON.parse(JSON.stringify(value)) });
      expect([path, found.at(-1)?.isKnown]).toEqual([path, true]);
    }
  }
});
