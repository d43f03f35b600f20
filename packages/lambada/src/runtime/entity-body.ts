import { isJson } from './media-type.ts';

export interface EntityBody {
  readonly body: string | Uint8Array | undefined;
  /** Undefined without a body. */
  readonly contentType: string | undefined;
}

/**
 * The body of an entity, of the type that was negotiated. A string and bytes are written as they are, whatever
 * the type; streams are read to their end, because a Lambda proxy integration takes a whole body; other values
 * are JSON. Without a type, a string is `text/plain`, bytes are `application/octet-stream`.
 */
export async function entityBody(entity: unknown, mediaType: string | undefined): Promise<EntityBody> {
  if (entity === undefined) return { body: undefined, contentType: undefined };
  const type = mediaType === undefined || mediaType.includes('*') ? undefined : mediaType;
  if (typeof entity === 'string') return { body: entity, contentType: withCharset(type ?? 'text/plain') };
  if (entity instanceof Blob)
    return bytesBody(new Uint8Array(await entity.arrayBuffer()), type ?? (entity.type || undefined));
  if (entity instanceof ArrayBuffer) return bytesBody(new Uint8Array(entity), type);
  if (ArrayBuffer.isView(entity))
    return bytesBody(new Uint8Array(entity.buffer, entity.byteOffset, entity.byteLength), type);
  if (isStream(entity)) return bytesBody(await readStream(entity), type);
  if (type !== undefined && !isJson(type))
    throw new TypeError(`Expected a string, bytes or a stream to send as ${type}, received an object`);
  return { body: jsonText(entity), contentType: type ?? 'application/json' };
}

function bytesBody(body: Uint8Array, contentType = 'application/octet-stream'): EntityBody {
  return { body, contentType };
}

function withCharset(type: string): string {
  return type.startsWith('text/') && !type.includes('charset=') ? `${type}; charset=utf-8` : type;
}

function isStream(value: unknown): value is AsyncIterable<string | Uint8Array> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function readStream(stream: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // A bigint somewhere, which JSON.stringify refuses: JSON's own numbers have no limit.
    return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? rawJson(String(one)) : one));
  }
}

const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };
