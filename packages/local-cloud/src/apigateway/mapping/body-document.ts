import { type ParsedJson, parseJson } from '@samples/mapping-templates';
import type { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** A body as parameter mappings read it, parsed once for all of them. */
export interface BodyDocument {
  readonly text: string;
  /** Undefined for a body that is not JSON. */
  json(): ParsedJson | undefined;
  /** The values that JSONPaths find, where a worker has read the body. */
  readonly found?: ReadonlyMap<string, readonly string[]>;
}

/** An empty body counts as `{}`. One that begins like JSON and is invalid ends the exchange. */
export function bodyDocument(body: Buffer, invalidJson: () => GatewayFault): BodyDocument {
  const text = body.length > 0 ? body.toString('utf8') : '{}';
  if (!/^\s*[{["']/.test(text)) return { text, json: () => undefined };
  const parsed = parseJson(text);
  if (!parsed) throw invalidJson();
  return { text, json: () => parsed };
}
