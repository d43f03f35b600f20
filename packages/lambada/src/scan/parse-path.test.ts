import { describe, expect, test } from 'vitest';
import { joinPaths, parsePath } from './parse-path.ts';

const literal = (value: string) => ({ kind: 'literal', value });

describe('a path', () => {
  test.each([
    ['', []],
    ['/', []],
    ['/pets', [literal('pets')]],
    ['pets/', [literal('pets')]],
    ['/pets/{id}', [literal('pets'), { kind: 'parameter', name: 'id' }]],
    ['/{ id : [0-9]+ }', [{ kind: 'parameter', name: 'id', pattern: '[0-9]+' }]],
    ['/{id: [a-z]{2,3}}/x', [{ kind: 'parameter', name: 'id', pattern: '[a-z]{2,3}' }, literal('x')]],
    ['/{time: \\d\\d:\\d\\d}', [{ kind: 'parameter', name: 'time', pattern: '\\d\\d:\\d\\d' }]],
    ['/files/{rest+}', [literal('files'), { kind: 'greedy', name: 'rest' }]],
  ])('%s', (template, segments) => {
    expect(parsePath(template)).toEqual({ segments, problems: [] });
  });

  test.each([
    ['/{rest+}/{id}', /must be the last/],
    ['/{id}/{id}', /two parameters named id/],
    ['/v{id}', /not v\{id\}/],
    ['/{id}-{name}', /Expected \{name\}/],
    ['/{}', /found \{\}/],
    ['/{1st}', /found \{1st\}/],
    ['/{id: (}', /is no regular expression/],
    ['/{id: a/b}', /without slashes: write \{id\+\}/],
    ['/käse', /write käse percent-encoded/],
    ['/a?b', /percent-encoded/],
  ])('%s is refused', (template, problem) => {
    expect(parsePath(template).problems.join()).toMatch(problem);
  });
});

test('paths of classes and methods are joined with one slash between', () => {
  expect(joinPaths('/pets/', '/{id}')).toBe('/pets/{id}');
  expect(joinPaths('pets', '')).toBe('/pets');
  expect(joinPaths('/', '/')).toBe('');
});
