import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { xmlDocument } from './xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

describe('xmlDocument', () => {
  it('names the namespace, and leaves it out when there is none', () => {
    expect(xmlDocument('R', { A: 1 }, 'urn:x')).toBe(`${declaration}<R xmlns="urn:x"><A>1</A></R>`);
    expect(xmlDocument('R', { A: 1 }, '')).toBe(`${declaration}<R><A>1</A></R>`);
  });

  it('wraps list items in members, or repeats the element', () => {
    const content = { Tags: [{ Key: 'a' }, { Key: 'b' }] };
    expect(xmlDocument('R', content, '')).toContain(
      '<Tags><member><Key>a</Key></member><member><Key>b</Key></member></Tags>',
    );
    expect(xmlDocument('R', content, '', 'flattened')).toContain(
      '<Tags><Key>a</Key></Tags><Tags><Key>b</Key></Tags>',
    );
  });

  it('writes an empty list as an empty element, or flattened as nothing', () => {
    expect(xmlDocument('R', { Tags: [] }, '')).toContain('<R><Tags></Tags></R>');
    expect(xmlDocument('R', { Tags: [] }, '', 'flattened')).not.toContain('Tags');
  });

  it('leaves out what is undefined and writes what is empty, false or zero', () => {
    expect(xmlDocument('R', { a: undefined, b: '', c: false, d: 0 }, '')).toContain(
      '<R><b></b><c>false</c><d>0</d></R>',
    );
  });

  it('writes dates as ISO 8601', () => {
    expect(xmlDocument('R', { At: new Date(0) }, '')).toContain('<At>1970-01-01T00:00:00.000Z</At>');
  });

  it.each([
    '<a> & "b" \'c\' ]]>',
    ' spaces \t around \n',
    'carriage\r\nreturn\r',
    'ü 🗝 \u2028',
    '&amp; &#13;',
  ])('writes %j so that a parser reads it back', (text) => {
    const document = xmlDocument('R', { Text: text }, '');
    expect(document).not.toContain('\r');
    const reader = new XMLParser({ trimValues: false, parseTagValue: false, htmlEntities: true });
    expect(reader.parse(document).R.Text).toBe(text);
  });

  it('replaces characters that XML does not allow', () => {
    expect(xmlDocument('R', { Text: 'a\u0000b\u001f\uffff' }, '')).toContain(
      '<Text>a\ufffdb\ufffd\ufffd</Text>',
    );
  });
});
