import { essence } from './media-type.ts';

export type Fields<Value = string> = Readonly<Record<string, readonly Value[] | undefined>>;

/** The fields of a form by name, files as their bytes; undefined where the body is no form. */
export async function parseForm(
  body: Uint8Array,
  contentType: string,
): Promise<Fields<string | Uint8Array> | undefined> {
  const type = essence(contentType);
  if (type === 'application/x-www-form-urlencoded')
    return grouped(new URLSearchParams(Buffer.from(body).toString('utf8')));
  if (type !== 'multipart/form-data') return undefined;
  // Node's own parser, which belongs to its responses.
  const response = new globalThis.Response(body.slice(), { headers: { 'content-type': contentType } });
  const form = await response.formData().catch(() => undefined);
  if (!form) return undefined;
  const entries = [...form].map(
    async ([name, value]) =>
      [name, typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer())] as const,
  );
  return grouped(await Promise.all(entries));
}

export function grouped<Value>(pairs: Iterable<readonly [string, Value]>): Fields<Value> {
  const fields: Record<string, Value[]> = Object.create(null);
  for (const [name, value] of pairs) {
    const values = fields[name];
    if (values) values.push(value);
    else fields[name] = [value];
  }
  return fields;
}
