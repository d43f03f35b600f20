import { describe, expect, it } from 'vitest';
import { newWork } from '../intrinsics/work.ts';
import { knownProperties } from './known-properties.ts';

const plan = {
  region: 'us-east-1',
  work: newWork(),
  parameters: new Map([
    ['AWS::Region', 'us-east-1'],
    ['Service', 'sqs'],
  ]),
  mappings: { Runtimes: { Old: { Name: 'ruby3.3' } } },
  conditions: new Map([['Never', false]]),
};

const known = (Value: unknown) => knownProperties({ Value } as never, plan).Value;

describe('properties before any resource exists', () => {
  it.each([
    [{ 'Fn::Join': ['', ['arn:aws:apigateway:', { Ref: 'AWS::Region' }, ':', { Ref: 'Service' }]] }],
    [{ 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:${Service}' }],
  ])('have joined strings in %j', (value) => {
    expect(known(value)).toBe('arn:aws:apigateway:us-east-1:sqs');
  });

  it('have the values of mappings, and the branches that are taken', () => {
    const name = { 'Fn::FindInMap': ['Runtimes', 'Old', 'Name'] };
    expect(known({ 'Fn::If': ['Never', 'java21', name] })).toBe('ruby3.3');
    expect(known({ 'Fn::If': ['Never', 'java21', { Ref: 'AWS::NoValue' }] })).toBeUndefined();
  });

  it('name in a string what is not known, and keep a function whose whole result is not', () => {
    expect(known({ 'Fn::Sub': '${Queue.Arn}:${Service}' })).toBe('${Queue.Arn}:sqs');
    const whole = { 'Fn::GetAtt': ['Queue', 'Arn'] };
    expect(known([whole])).toEqual([whole]);
    const part = { 'Fn::Select': [5, { 'Fn::Split': [':', whole] }] };
    expect(known(part)).toEqual(part);
  });
});
