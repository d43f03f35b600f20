import { validationError } from '../errors.ts';
import { isTrue } from '../is-true.ts';
import { taskResult } from '../long-task.ts';
import type { ConditionScope } from '../parameters/evaluate-conditions.ts';
import type { ParameterValue } from '../parameters/parameter-values.ts';
import { maxTemplateBytes } from '../parsing/check-format.ts';
import { parseTemplate, parseYamlTask } from '../parsing/parse-template.ts';
import type { CloudFormationState, Stack } from '../state.ts';
import type { JsonValue, Template } from '../template.ts';

export interface TemplateLocation {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
}

/** A template and the values of its parameters, before its transforms. */
export interface Source {
  readonly text: string;
  readonly template: Template;
  readonly transforms: readonly string[];
  readonly parameters: readonly ParameterValue[];
  readonly scope: ConditionScope & { readonly parameters: ReadonlyMap<string, JsonValue> };
}

/** What YAML or SAM of this length may at worst take: about 100 ms. */
export const longTextLength = 16 * 1024;

const maxBodyBytes = 51_200;

/** The template that an operation names: inline, in S3, or the stack's own. */
export function templateText(
  state: CloudFormationState,
  { TemplateBody: body, TemplateURL: url, UsePreviousTemplate: previous }: TemplateLocation,
  stack?: Stack,
): string {
  if (body && url) throw validationError('Template URL and Template Body cannot both be specified.');
  if (isTrue(previous)) return previousText(body ?? url, stack);
  if (body) return inlineText(body);
  if (url) return textFromS3(state, webUrl(url));
  throw validationError('Either Template URL or Template Body must be specified.');
}

/** Parses a template or snippet; a long YAML one in a worker. */
export function parsedTemplate({ tasks }: CloudFormationState, text: string): JsonValue {
  return parseTemplate(text, (yaml) => taskResult(tasks, parseYamlTask, yaml, yaml.length > longTextLength));
}

/** A template is named by its URL on the web; only transforms take `s3://`. */
function webUrl(url: string): string {
  const bucket = /^s3:\/\/([^/]*)/.exec(url)?.[1];
  if (bucket === undefined) return url;
  throw validationError(`S3 error: Domain name specified in ${bucket} is not a valid S3 domain`);
}

/** The object of an S3 URL as a string. */
export function textFromS3(state: CloudFormationState, url: string): string {
  const { s3 } = state.services;
  const location = s3.objectOfUrl(url);
  if (!location) throw validationError('TemplateURL must be a supported URL.');
  const object = s3.readObject(location.bucket, location.key);
  if (!object) {
    throw validationError(`S3 error: The specified key does not exist: ${location.bucket}/${location.key}`);
  }
  if (object.body.byteLength > maxTemplateBytes) {
    throw validationError(`Template may not exceed ${maxTemplateBytes} bytes in size.`);
  }
  return object.body.toString('utf8');
}

function inlineText(body: string): string {
  const bytes = Buffer.byteLength(body);
  if (bytes <= maxBodyBytes) return body;
  throw validationError(
    `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${maxBodyBytes}; it has ${bytes}`,
  );
}

function previousText(other: string | undefined, stack: Stack | undefined): string {
  if (other)
    throw validationError('Only one of UsePreviousTemplate, TemplateBody and TemplateURL can be given.');
  if (stack?.plan) return stack.plan.text;
  throw validationError('There is no previous template to use.');
}
