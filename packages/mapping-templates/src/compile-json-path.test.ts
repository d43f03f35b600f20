import { describe, expect, it } from 'vitest';
import { compileJsonPath } from './compile-json-path.ts';
import { parseJson } from './values/parse-json.ts';

describe('a JSONPath on its own', () => {
  const document = parseJson('{"s":"te\\"xt","n":1.0,"b":false,"z":null,"o":{"a":[1,"x"]}}');
  it.each([
    ['$.s', 'te"xt'],
    ['$.n', '1.0'],
    ['$.b', 'false'],
    ['$.z', undefined],
    ['$.missing', undefined],
    ['$.o', '{"a":[1,"x"]}'],
    ['$.o.a', '[1,"x"]'],
  ])('%s is sent as %j', (path, text) => {
    expect(document && compileJsonPath(path).textIn(document)).toBe(text);
  });
});
