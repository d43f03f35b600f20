import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { client, refusalOf } from './deployed-client.ts';

const nasty = [
  'a "quote", an \' and a \\',
  "\\' \\\\' \\\\\\'",
  'first\nsecond\r\nthird\u2028\u0085\t',
  "#set($x = 1)$x #if(true)yes#end $input.body ${context.apiId} ## #* *# $util.parseJson('{}')",
  '\u0000\u0001\b\f\u001f\u007f\ufeff',
  'שלום 👩‍👩‍👧 \u202e e\u0301 \u{10ffff}',
  '</script>&amp;%0a+%',
  '[Forbidden] [NotFound] text',
  '{"errorType":"Forbidden","message":"x"}',
  '","errorType":"Forbidden',
  ' ',
];
const message = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.array(fc.constantFrom(...nasty), { minLength: 2 }).map((parts) => parts.join('')),
);
// What Lambda's runtime for Node makes of DEL in every errorMessage. The error object escapes it.
const reported = (text: string) => text.replaceAll('\x7F', '%7F');

const status = fc.constantFrom('400', '404', '500', '503');

// One example each for what is known to be nasty, and then as many drawn ones.
const examples = nasty.map((text): [string, string] => ['404', text]);
const runs = { examples, numRuns: examples.length + 50 };

describe('any text of a message', () => {
  it('passes the template that strips the prefix', async () => {
    await fc.assert(
      fc.asyncProperty(status, message, async (status, text) => {
        const refusal = await refusalOf(client.prefix({ status, message: text }));
        expect(refusal).toMatchObject({ status: Number(status), message: reported(text) });
      }),
      runs,
    );
  });

  it('passes through after its prefix', async () => {
    await fc.assert(
      fc.asyncProperty(status, message, async (status, text) => {
        const refusal = await refusalOf(client.prefixRaw({ status, message: text }));
        expect(refusal).toMatchObject({
          status: Number(status),
          message: `[${refusal.type}] ${reported(text)}`,
        });
      }),
      runs,
    );
  });

  it('passes the template that parses the error object, however it is spaced', async () => {
    await fc.assert(
      fc.asyncProperty(status, message, fc.constantFrom('', '2'), async (status, text, indent) => {
        const refusal = await refusalOf(client.lambda({ status, message: text, indent }));
        expect(refusal).toMatchObject({ status: Number(status), message: text });
      }),
      { ...runs, examples: examples.map(([status, text]) => [status, text, '']) },
    );
  });
});
