import { describe, expect, it } from 'vitest';
import { rendered } from './testing/rendered.ts';

/** `$util.name(…)` of a string in the body. */
function util(name: string, text: string): string {
  return rendered(`$util.${name}($input.path('$'))`, { body: JSON.stringify(text) });
}

describe('VT-21: $util.parseJson', () => {
  it('returns what dots and brackets read', () => {
    const template = "#set($p = $util.parseJson($input.path('$')))$p.a[1].b $p['c'] $p.a";
    expect(rendered(template, { body: JSON.stringify('{"a":[1,{"b":2}],"c":true}') })).toBe(
      '2 true [1,{"b":2}]',
    );
  });
  it('refuses invalid JSON, with line and column', () => {
    expect(() => util('parseJson', '{')).toThrow(
      /^\$util.parseJson expects JSON, received "\{" at line 1, column 6$/,
    );
  });
  it('returns nothing for null', () => {
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

describe('VT-28: encodings at their edges', () => {
  it.each([
    ['base64Decode', 'R3LDvMOfZQ', 'Grüße'],
    ['base64Decode', 'R3LD vMOf\nZQ==!', 'Grüße'],
    ['base64Decode', 'Pz8_Pj4-', '???>>>'],
    ['base64Decode', 'QUI=QUI=', 'AB'],
    ['base64Decode', 'QUJDR', 'ABC'],
    ['base64Decode', '77u/YQ==', '\ufeffa'],
    ['base64Decode', '/w==', '\ufffd'],
    ['base64Decode', '', ''],
    ['base64Encode', '', ''],
    ['base64Encode', '\ud800', '77+9'],
    ['urlDecode', '%ff%41+%2b', '\ufffdA +'],
    ['urlDecode', '%EF%BB%BFa', '\ufeffa'],
    ['urlEncode', '\ud800', '%EF%BF%BD'],
    ['urlEncode', '', ''],
    ['escapeJavaScript', '', ''],
  ])('%s of %j is %j', (name, text, encoded) => {
    expect(util(name, text)).toBe(encoded);
  });

  it.each(['%', '%4', 'a%zz', '%4g'])('refuses to decode %s', (text) => {
    expect(() => util('urlDecode', text)).toThrow(
      `$util.urlDecode expects complete escapes, received "${text}" at line 1, column 6`,
    );
  });

  it.each(['urlDecode', 'parseJson'])('shows only the first 100 characters that %s refuses', (name) => {
    const message = name === 'urlDecode' ? 'expects complete escapes' : 'expects JSON';
    expect(() => util(name, `%${'x'.repeat(200)}`)).toThrow(
      `$util.${name} ${message}, received "%${'x'.repeat(99)}" at line 1`,
    );
  });
});
