import type { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import { textAt } from './refuse.ts';

/** `contentHandling` of an integration or one of its responses. */
export function contentHandlingOf(value: unknown, where: string): ContentHandlingStrategy | undefined {
  const handling = textAt(value, where)?.toUpperCase();
  if (handling === undefined || handling === 'CONVERT_TO_TEXT' || handling === 'CONVERT_TO_BINARY') {
    return handling;
  }
  throw badRequest(
    `Invalid contentHandling at ${where}: expected CONVERT_TO_TEXT or CONVERT_TO_BINARY, received ${handling}.`,
  );
}
