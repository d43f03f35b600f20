import { essence } from './media-type.ts';

export type Fields = Readonly<Record<string, readonly string[] | undefined>>;

/** The fields of a form by name; undefined where the body is no form. Files of a form are not fields. */
export async function parseForm(body: Uint8Array, contentType: string): Promise<Fields | undefined> {
  const type = essence(contentType);
  if (type === 'application/x-www-form-urlencoded')
    return grouped(new URLSearchParams(Buffer.from(body).toString('utf8')));
  if (type !== 'multipart/form-data') return undefined;
  // Node's own parser, which belongs to its responses.
  const response = new globalThis.Response(body.slice(), { headers: { 'content-type': contentType } });
  const form = await response.formData().catch(() => undefined);
  return (
    form && grouped([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  );
}

export function grouped(pairs: Iterable<readonly [string, string]>): Fields {
  const fields: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    const values = fields[name];
    if (values) values.push(value);
    else fields[name] = [value];
  }
  return fields;
}
