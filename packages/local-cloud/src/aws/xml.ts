import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: false,
});

/**
 * An XML response. With `lists: 'member'` (the Query protocol) the items of a list are wrapped in `<member>`;
 * `'flattened'` (S3) repeats the element itself. Undefined members are left out.
 */
export function xmlDocument(
  root: string,
  content: object,
  namespace: string,
  lists: 'member' | 'flattened' = 'member',
): string {
  const attributes = namespace ? { '@xmlns': namespace } : {};
  const tree = { [root]: { ...attributes, ...(element(content, lists) as object) } };
  // A reader turns a plain carriage return into a line feed.
  const text = builder.build(tree).replaceAll('\r', '&#xD;');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;
}

function element(value: unknown, lists: 'member' | 'flattened'): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const items = value.map((item) => element(item, lists));
    return lists === 'member' ? { member: items } : items;
  }
  if (value === null || typeof value !== 'object') return xmlText(String(value ?? ''));
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, element(member, lists)]));
}

/** XML 1.0 has no way to write most control characters, not even escaped. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
