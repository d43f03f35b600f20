import type { ContentHandlingStrategy, IntegrationResponse } from '@aws-sdk/client-api-gateway';
import { compileJavaRegex, JavaRegexError } from '@samples/mapping-templates';
import { badRequest } from '../errors.ts';
import { compileResponseParameters } from '../mapping/response-parameters.ts';
import { objectAt, refuseUnknownMembers, stringsAt, templatesAt, textAt } from './refuse.ts';

/**
 * A definition keys them by selection pattern, AWS by status code. An AWS_PROXY integration has no use for any:
 * they are kept for GetIntegration and have no effect.
 */
export function importIntegrationResponses(
  source: unknown,
  where: string,
): Record<string, IntegrationResponse> {
  const responses: Record<string, IntegrationResponse> = {};
  for (const [pattern, value] of Object.entries(objectAt(source, `responses at ${where}`))) {
    const response = importIntegrationResponse(pattern, value, where);
    responses[response.statusCode] = response;
  }
  return responses;
}

/** One response, and what is wrong with it. The pattern of the default is `default`. */
export function importIntegrationResponse(pattern: string, value: unknown, where: string) {
  const response = objectAt(value, `response ${pattern} at ${where}`);
  const known = ['statusCode', 'responseTemplates', 'responseParameters', 'contentHandling'];
  refuseUnknownMembers(response, known, `response ${pattern} at ${where}`);
  const statusCode = textAt(response.statusCode, where) ?? '';
  if (!/^[2-5]\d\d$/.test(statusCode)) {
    throw badRequest(`Invalid statusCode of response ${pattern} at ${where}: expected 200 to 599.`);
  }
  const contentHandling = contentHandlingOf(response.contentHandling, where);
  const responseTemplates = templatesAt(response.responseTemplates, `responseTemplates at ${where}`);
  const responseParameters = stringsAt(response.responseParameters, `responseParameters at ${where}`);
  compileResponseParameters(responseParameters, () => true);
  return {
    statusCode,
    ...(pattern !== 'default' && { selectionPattern: checkedPattern(pattern, where) }),
    ...(response.responseTemplates !== undefined && { responseTemplates }),
    ...(response.responseParameters !== undefined && { responseParameters }),
    ...(contentHandling && { contentHandling }),
  };
}

/** Reports where the pattern is invalid. */
function checkedPattern(pattern: string, where: string): string {
  try {
    compileJavaRegex(pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof JavaRegexError)) throw error;
    throw badRequest(`Invalid selection pattern at ${where}: ${error.message}`);
  }
}

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
