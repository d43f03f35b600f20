import type { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway';
import { configurationError } from '../gateway-responses/gateway-fault.ts';

/** Text can be mapped by templates, bytes cannot. */
export type Content = string | Buffer;

/** What a back end gets of a request's body: by the body's own type, and what the integration asks for. */
export function requestContent(
  body: Buffer,
  isBinary: boolean,
  handling: ContentHandlingStrategy | undefined,
): Content {
  if (handling === 'CONVERT_TO_TEXT') return body.toString(isBinary ? 'base64' : 'utf8');
  if (isBinary) return body;
  return handling === 'CONVERT_TO_BINARY' ? decoded(body.toString('utf8')) : body.toString('utf8');
}

/** What a client gets of a back end's answer: by the answer's type, by what it accepts, and by what is asked for. */
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

/** The bytes of base64 text, or `undefined` for text with white space, a wrong length or foreign characters. */
export function decodeBase64(text: string): Buffer | undefined {
  return text.length % 4 === 0 && alphabet.test(text) ? Buffer.from(text, 'base64') : undefined;
}
