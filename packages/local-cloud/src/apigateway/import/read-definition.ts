import { isNestedTooDeep } from '@samples/mapping-templates';
import { parse } from 'yaml';
import { type Account, defaultAccount } from '../../account.ts';
import { isRecord } from '../../aws/is-record.ts';
import { isJsonObject } from '../../aws/json-text.ts';
import { badRequest } from '../errors.ts';
import type { JsonObject } from './refuse.ts';

const yamlOptions = { maxAliasCount: 100, logLevel: 'error' } as const;

/** Reads an OpenAPI 2 or 3 definition from JSON or YAML. */
export function readDefinition(
  body: Uint8Array | string = '',
  account = defaultAccount,
  refusal = 'Invalid OpenAPI input.',
): JsonObject {
  const text = withPseudoParameters(definitionText(body), account);
  let definition: unknown;
  try {
    // A YAML alias can be inside the value that it names; JSON.stringify throws for such a cycle.
    const json = isJsonObject(text) ? text : JSON.stringify(parse(text, yamlOptions));
    if (isNestedTooDeep(json)) throw new Error('expected fewer levels');
    definition = JSON.parse(json);
  } catch {
    throw badRequest(refusal);
  }
  return checkedDefinition(definition, refusal);
}

/**
 * The names that API Gateway itself resolves.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html
 */
function withPseudoParameters(text: string, { id, region }: Account): string {
  return text
    .replaceAll('${AWS::AccountId}', id)
    .replaceAll('${AWS::Partition}', 'aws')
    .replaceAll('${AWS::Region}', region);
}

export function definitionText(body: Uint8Array | string): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

/** Refuses a document that is not OpenAPI 2.0 or 3.0. */
function checkedDefinition(definition: unknown, refusal: string): JsonObject {
  if (!isRecord(definition)) {
    throw badRequest(refusal);
  }
  const { openapi, swagger } = definition;
  // Unquoted in YAML, 2.0 and 3.0 are the numbers 2 and 3.
  if (!/^2(\.0)?$/.test(String(swagger)) && !/^3(\.0(\.\d+)?)?$/.test(String(openapi))) {
    throw badRequest(
      `Invalid OpenAPI input: expected swagger 2.0 or openapi 3.0, received ${openapi ?? swagger ?? 'neither'}.`,
    );
  }
  return definition;
}
