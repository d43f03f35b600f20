import type { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** Reads a body that is there; its JSON value, or undefined where the body is other text. */
export type BodySource = (text: string, json: unknown) => readonly string[];

/** Compiles what stands behind `body.`; nothing there stands for the whole body. */
export function compileBodySource(path: string | undefined): BodySource | undefined {
  if (path === undefined) return (text) => [text];
  return undefined;
}

/** The values of a body. One that begins like JSON and is none ends the exchange; an empty one counts as `{}`. */
export function bodyTexts(source: BodySource, body: string, invalid: () => GatewayFault): readonly string[] {
  if (body === '') return source('{}', {});
  if (!/^\s*[{["']/.test(body)) return source(body, undefined);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw invalid();
  }
  return source(body, json);
}
