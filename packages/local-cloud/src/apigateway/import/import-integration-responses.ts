import type { IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { ApiIntegration } from '../model.ts';
import { badRequest } from '../rest-api-record.ts';
import { notOffered, objectAt, refuseUnknownMembers, stringsAt, textAt } from './refuse.ts';
import { refuseDirectives } from './refuse-directives.ts';

/**
 * A definition keys them by selection pattern, AWS by status code. An AWS_PROXY integration has no use for any:
 * what stands there is kept and never asked.
 */
export function importIntegrationResponses(
  type: ApiIntegration['type'],
  source: unknown,
  where: string,
): Record<string, IntegrationResponse> {
  const responses: Record<string, IntegrationResponse> = {};
  for (const [pattern, value] of Object.entries(objectAt(source, `responses at ${where}`))) {
    const response = importResponse(pattern, value, where);
    if (type === 'MOCK') refuseUnbuilt(response, where);
    responses[response.statusCode] = response;
  }
  return responses;
}

function importResponse(pattern: string, value: unknown, where: string) {
  const response = objectAt(value, `response ${pattern} at ${where}`);
  const known = ['statusCode', 'responseTemplates', 'responseParameters', 'contentHandling'];
  refuseUnknownMembers(response, known, `response ${pattern} at ${where}`);
  const statusCode = textAt(response.statusCode, where) ?? '';
  if (!/^[2-5]\d\d$/.test(statusCode)) {
    throw badRequest(`Invalid statusCode of response ${pattern} at ${where}: expected 200 to 599.`);
  }
  return {
    statusCode,
    ...(pattern !== 'default' && { selectionPattern: checkedPattern(pattern, where) }),
    responseTemplates: stringsAt(response.responseTemplates, `responseTemplates at ${where}`),
    responseParameters: stringsAt(response.responseParameters, `responseParameters at ${where}`),
    ...(response.contentHandling !== undefined && { contentHandling: response.contentHandling as never }),
  };
}

function checkedPattern(pattern: string, where: string): string {
  try {
    new RegExp(`^(?:${pattern})$`);
  } catch {
    throw badRequest(`Invalid selection pattern ${pattern} at ${where}`);
  }
  return pattern;
}

function refuseUnbuilt(response: IntegrationResponse, where: string): void {
  refuseDirectives(response.responseTemplates ?? {}, `responseTemplates at ${where}`);
  if (response.contentHandling) throw notOffered(`contentHandling of a response at ${where}`);
  for (const [target, source] of Object.entries(response.responseParameters ?? {})) {
    if (!/^method\.response\.header\.[^\s]+$/.test(target)) {
      throw badRequest(`Invalid mapping expression specified: ${target} at ${where}`);
    }
    if (!/^'.*'$/s.test(source)) throw notOffered(`The mapping of ${source} onto ${target} at ${where}`);
  }
}
