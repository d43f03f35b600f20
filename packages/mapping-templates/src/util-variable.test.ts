import { describe, expect, it } from 'vitest';
import { rendered } from './testing/rendered.ts';

/** `$util.name(…)` of a text that came with the body. */
function util(name: string, text: string): string {
  return rendered(`$util.${name}($input.path('$'))`, { body: JSON.stringify(text) });
}

describe('VT-21: $util.parseJson', () => {
  it('gives what dots and brackets read', () => {
    const template = "#set($p = $util.parseJson($input.path('$')))$p.a[1].b $p['c'] $p.a";
    expect(rendered(template, { body: JSON.stringify('{"a":[1,{"b":2}],"c":true}') })).toBe(
      '2 true [1,{"b":2}]',
    );
  });
  it('refuses what is no JSON with its place', () => {
    expect(() => util('parseJson', '{')).toThrow(
      /^\$util.parseJson expects JSON, received "\{" at line 1, column 6$/,
    );
  });
  it('gives nothing for nothing', () => {
    expect(rendered('[$util.parseJson($unset)]')).toBe('[]');
  });
});

describe('VT-28: encodings', () => {
  it.each([
    ['urlEncode', '{"some": "value"}', '%7B%22some%22%3A+%22value%22%7D'],
    ['urlEncode', "a*-._~!'()é€", 'a*-._%7E%21%27%28%29%C3%A9%E2%82%AC'],
    ['urlDecode', 'a+b%20c%2B%C3%A9', 'a b c+é'],
    ['base64Encode', 'Grüße', 'R3LDvMOfZQ=='],
    ['base64Decode', 'R3LDvMOfZQ==', 'Grüße'],
  ])('%s of %s is %s', (name, text, encoded) => {
    expect(util(name, text)).toBe(encoded);
  });
  it('leaves an empty value empty', () => {
    expect(rendered('[$util.urlEncode($input.body.missing)]')).toBe('[]');
  });
});

describe('VT-29: $util.escapeJavaScript', () => {
  it.each([
    ['say "hi" \\ it\'s', 'say \\"hi\\" \\\\ it\\\'s'],
    ['a\b\t\n\f\r\u0001b', 'a\\b\\t\\n\\f\\r\\u0001b'],
    ['Größe €', 'Gr\\u00F6\\u00DFe \\u20AC'],
    ['a/b', 'a/b'],
  ])('%j becomes %j', (text, escaped) => {
    expect(util('escapeJavaScript', text)).toBe(escaped);
  });
  it('makes null of null', () => {
    expect(rendered('$util.escapeJavaScript(null)')).toBe('null');
  });
  it("suits the documentation's idiom for JSON", () => {
    const template = `$util.escapeJavaScript($input.path('$')).replaceAll("\\\\'", "'")`;
    expect(rendered(template, { body: JSON.stringify('it\'s "x"') })).toBe('it\'s \\"x\\"');
  });
});
