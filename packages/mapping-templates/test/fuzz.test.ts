import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileJavaRegex } from '../src/java-regex/java-regex.ts';
import { runBounded } from '../src/run-bounded-in-node.ts';
import { TemplateError, TemplateFault } from '../src/template-error.ts';
import { rendered } from '../src/testing/rendered.ts';

const pieces = [
  '$x',
  '${x',
  '}',
  '$!x',
  '.y',
  '.size()',
  '.put("k", $x)',
  '.add($x)',
  '[0]',
  '["k"]',
  '[',
  ']',
  '(',
  ')',
  '{',
  '{"a": 1}',
  '#set($x = ',
  '#set($x.k = $x)',
  '#if(',
  '#else',
  '#elseif(',
  '#end',
  '#foreach($i in ',
  '[1..99]',
  '#define($x)',
  '#stop',
  '#break',
  '#macro(m)',
  '##',
  '#*',
  '*#',
  '#[[',
  ']]#',
  '\\',
  '$',
  '#',
  '"',
  "'",
  '""',
  ' ',
  '\n',
  '1',
  '-1',
  '1.5',
  '1e99',
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '&&',
  '!',
  ',',
  ':',
  'true',
  'x',
  'é',
  '$input.path("$..*")',
  '$input.json("$")',
  '$input.body',
  '$util.parseJson($x)',
  '$util.urlDecode($x)',
  '$context',
  '$foreach.parent',
  '.replaceAll("(.*)*", "$1")',
  '.split("")',
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
const balanced = soup.map((inner) => `#set($x = {"k": [1, "a"]})#foreach($i in [1..5])${inner}#end`);
const text = fc.oneof(soup, balanced, fc.string({ unit: 'binary', maxLength: 60 }));

/** True for a result, and for an error of the template's own; any other error is a bug and thrown. */
function endsWell(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof TemplateError || error instanceof TemplateFault) return true;
    throw error;
  }
}

describe('random input', () => {
  const body = '{"a":[1,{"b":null}],"1":1.0,"c":"text"}';

  it('is rendered as a template, or refused', () => {
    fc.assert(
      fc.property(text, (template) => endsWell(() => rendered(template, { body }))),
      { numRuns: 2000 },
    );
    expect.assertions(0);
  });

  it('is evaluated as a JSONPath, or refused', () => {
    const part = fc.constantFrom(
      '$',
      '@',
      '.',
      '..',
      '*',
      '[',
      ']',
      '?',
      '(',
      ')',
      "'a'",
      'a',
      'c',
      '1',
      '-1',
      ':',
      ',',
      '==',
      '=~',
      '/a/',
      '&&',
      '||',
      '!',
      ' ',
      'in',
      'length()',
      'sum()',
      '\\',
    );
    const path = fc.array(part, { maxLength: 15 }).map((parts) => `$${parts.join('')}`);
    const use = (expression: string) => {
      const context = rendered('$input.json($input.params("p"))', {
        body,
        params: { path: { p: expression }, querystring: {}, header: {} },
      });
      return context;
    };
    fc.assert(
      fc.property(fc.oneof(path, fc.string()), (expression) => endsWell(() => use(expression))),
      { numRuns: 2000 },
    );
    expect.assertions(0);
  });

  it('is matched as a regular expression, or refused', () => {
    const part = fc.constantFrom(
      'a',
      '.',
      '*',
      '+',
      '?',
      '++',
      '*?',
      '{2}',
      '{1,3}',
      '{',
      '(',
      ')',
      '(?:',
      '(?=',
      '(?<!',
      '(?>',
      '(?i)',
      '(?<n>',
      '\\k<n>',
      '\\1',
      '|',
      '[',
      '[^',
      ']',
      '&&',
      '-',
      '\\d',
      '\\p{Alpha}',
      '\\p{L}',
      '\\Q',
      '\\E',
      '\\',
      '^',
      '$',
      '\\b',
      'é',
      '😀',
    );
    const pattern = fc.array(part, { maxLength: 15 }).map((parts) => parts.join(''));
    const use = (expression: string, subject: string) => {
      const regex = compileJavaRegex(expression, { runBounded });
      regex.matches(subject);
      regex.replaceAll(subject, '$0');
      regex.split(subject, 0);
    };
    fc.assert(
      fc.property(
        fc.oneof(pattern, fc.string()),
        fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'é') }),
        (expression, subject) => endsWell(() => use(expression, subject)),
      ),
      { numRuns: 2000 },
    );
    expect.assertions(0);
  });
});
