import { describe, expect, it } from 'vitest';
import { findVersion } from './find-function.ts';
import type { FunctionRecord, FunctionVersion } from './function-record.ts';
import type { LambdaState } from './state.ts';

const version = (Version: string) => ({ configuration: { Version } }) as FunctionVersion;
const record = {
  name: 'hello',
  latest: version('$LATEST'),
  versions: new Map([
    ['1', version('1')],
    ['2', version('2')],
  ]),
  aliases: new Map([
    ['live', { FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { 2: 0.25 } } }],
    ['newest', { FunctionVersion: '$LATEST' }],
  ]),
} as unknown as FunctionRecord;
const state = { account: { id: '000000000000', region: 'us-east-1' } } as LambdaState;

const find = (qualifier: string | undefined, draw = 0.99) =>
  findVersion(state, { record, qualifier }, () => draw).configuration.Version;

describe('a qualifier', () => {
  it.each([
    [undefined, '$LATEST'],
    ['$LATEST', '$LATEST'],
    ['1', '1'],
    ['newest', '$LATEST'],
  ])('%s stands for version %s', (qualifier, expected) => {
    expect(find(qualifier)).toBe(expected);
  });

  it.each([
    [0, '2'],
    [0.2499, '2'],
    [0.25, '1'],
    [0.9999, '1'],
  ])(
    'LA-29: of an alias that gives a quarter of its traffic away stands, at a draw of %d, for version %s',
    (draw, expected) => {
      expect(find('live', draw)).toBe(expected);
    },
  );

  it('that is unknown is named in the error', () => {
    expect(() => find('gone')).toThrow(
      'Function not found: arn:aws:lambda:us-east-1:000000000000:function:hello:gone',
    );
  });
});
