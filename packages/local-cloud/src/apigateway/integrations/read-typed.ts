import type { IntegrationResult } from '../exchange.ts';
import { matchesMediaType } from '../headers/media-type.ts';
import { responseContent } from './content-handling.ts';
import type { ContentReader } from './response-mapping.ts';

/** The content of an answer whose own type says whether it is bytes. */
export const readTyped: ContentReader = (result, acceptsBinary, { contentHandling }, binaryMediaTypes) => {
  const isBinary = matchesMediaType(binaryMediaTypes, contentTypeOf(result));
  return responseContent(result.body, isBinary, acceptsBinary, contentHandling);
};

export function contentTypeOf({ headers }: IntegrationResult): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
}
