import { describe, expect, it } from 'vitest';
import { failedCondition, type ReadConditions } from './read-conditions.ts';

const object = { etag: '"abc"', lastModified: new Date('2026-01-02T00:00:00Z') };
const before = new Date('2026-01-01T00:00:00Z');
const after = new Date('2026-01-03T00:00:00Z');

describe('failedCondition', () => {
  it.each<[string, ReadConditions, string | undefined]>([
    ['no condition', {}, undefined],
    ['the ETag that is there', { IfMatch: '"abc"' }, undefined],
    ['one of several ETags', { IfMatch: '"x", "abc"' }, undefined],
    ['an ETag without quotes', { IfMatch: 'abc' }, undefined],
    ['any ETag', { IfMatch: '*' }, undefined],
    ['another ETag', { IfMatch: '"x"' }, 'If-Match'],
    ['unmodified since later', { IfUnmodifiedSince: after }, undefined],
    ['unmodified since the same second', { IfUnmodifiedSince: object.lastModified }, undefined],
    ['unmodified since earlier', { IfUnmodifiedSince: before }, 'If-Unmodified-Since'],
    ['another ETag not wanted', { IfNoneMatch: '"x"' }, undefined],
    ['this ETag not wanted', { IfNoneMatch: 'W/"abc"' }, 'If-None-Match'],
    ['modified since earlier', { IfModifiedSince: before }, undefined],
    ['modified since the same second', { IfModifiedSince: object.lastModified }, 'If-Modified-Since'],
    ['the ETag over the time of a match', { IfMatch: '"abc"', IfUnmodifiedSince: before }, undefined],
    [
      'the ETag over the time of no match',
      { IfNoneMatch: '"abc"', IfModifiedSince: before },
      'If-None-Match',
    ],
    ['a new ETag over an old time', { IfNoneMatch: '"x"', IfModifiedSince: after }, undefined],
  ])('judges %s', (_case, conditions, failed) => {
    expect(failedCondition(conditions, object)).toBe(failed);
  });
});
