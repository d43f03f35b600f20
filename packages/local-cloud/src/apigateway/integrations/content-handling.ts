import type { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway';
import { configurationError } from '../gateway-responses/gateway-fault.ts';

/** Strings can be mapped by templates, bytes cannot. */
export type Content = string | Buffer;

/** Converts a request's body for the back end, by its type and the integration's `contentHandling`. */
export function requestContent(
  body: Buffer,
  isBinary: boolean,
  handling: ContentHandlingStrategy | undefined,
): Content {
  if (handling === 'CONVERT_TO_TEXT') return body.toString(isBinary ? 'base64' : 'utf8');
  if (isBinary) return body;
  return handling === 'CONVERT_TO_BINARY' ? decoded(body.toString('utf8')) : body.toString('utf8');
}

/** Converts a back end's body for the client, by its type, what the client accepts, and `contentHandling`. */
export function responseContent(
  body: Buffer,
  isBinary: boolean,
  acceptsBinary: boolean,
  handling: ContentHandlingStrategy | undefined,
): Content {
  const isTextWanted = handling ? handling === 'CONVERT_TO_TEXT' : !acceptsBinary;
  if (isTextWanted) return body.toString(isBinary ? 'base64' : 'utf8');
  return isBinary ? body : decoded(body.toString('utf8'));
}

function decoded(text: string): Buffer {
  const bytes = decodeBase64(text);
  if (!bytes) throw configurationError(new Error('Unable to base64 decode the body.'));
  return bytes;
}

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/** Decodes base64 strictly: `undefined` for white space, a wrong length or other characters. */
export function decodeBase64(text: string): Buffer | undefined {
  return text.length % 4 === 0 && alphabet.test(text) ? Buffer.from(text, 'base64') : undefined;
}
