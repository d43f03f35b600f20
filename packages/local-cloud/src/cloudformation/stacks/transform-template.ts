import { isRecord } from '../../aws/is-record.ts';
import { formatError, validationError } from '../errors.ts';
import { expandIncludes, includeLocation } from '../intrinsics/expand-includes.ts';
import { scalarText } from '../intrinsics/intrinsic-function.ts';
import { spend } from '../intrinsics/work.ts';
import { expandExtensionsTask, languageExtensions } from '../language-extensions/expand-extensions.ts';
import { taskResult } from '../long-task.ts';
import { isList, isNumeric, listItems } from '../parameters/check-constraints.ts';
import { type ConditionScope, conditionValue } from '../parameters/evaluate-conditions.ts';
import { storedType } from '../parameters/parameter-definition.ts';
import type { ParameterValue } from '../parameters/parameter-values.ts';
import { checkNoNulls, checkSource } from '../parsing/check-format.ts';
import type { CloudFormationState } from '../state.ts';
import type { JsonValue, Template } from '../template.ts';
import { expandSamTask } from './expand-sam.ts';
import { longTextLength, parsedTemplate, type Source, textFromS3 } from './template-source.ts';

const sam = 'AWS::Serverless-2016-10-31';
const include = 'AWS::Include';

/** The transforms that a template uses, at its top and inside. Throws AWS's error for one that does not exist. */
export function transformNames(template: Template): string[] {
  const names = declared(template).map((entry) => {
    const name = isRecord(entry) ? entry.Name : entry;
    if (typeof name !== 'string') throw formatError('Every Transform member must be a string.');
    if (name !== sam && name !== include && name !== languageExtensions) {
      throw validationError(`No transform named ${name} found.`);
    }
    return name;
  });
  const isInside = JSON.stringify(template).includes('"Fn::Transform":');
  return [...new Set(isInside ? [...names, include] : names)];
}

/** The template with its includes read, then as its other transforms make it, in the order of their names. */
export function transformTemplate(state: CloudFormationState, source: Source): Template {
  const transformed = source.transforms.reduce(
    (template, name) => {
      if (name === sam) return expandedSam(state, source, template);
      return name === languageExtensions ? expandedExtensions(state, source, template) : template;
    },
    withIncludes(state, source),
  );
  if (source.transforms.length > 0) checkNoNulls(transformed);
  return transformed;
}

function expandedExtensions(state: CloudFormationState, source: Source, template: Template): Template {
  const hidden = source.parameters.filter(({ definition }) => definition.noEcho);
  const input = {
    template,
    region: state.account.region,
    // The id of a new stack is another each time that the operation starts over for a task.
    parameters: [...source.scope.parameters].filter(([name]) => name !== 'AWS::StackId'),
    hidden: hidden.map(({ definition }) => definition.name),
  };
  // A short loop may make as much as the longest template has.
  const text = JSON.stringify(template);
  const isLong = text.length > longTextLength || text.includes('"Fn::ForEach::');
  return taskResult(state.tasks, expandExtensionsTask, input, isLong);
}

function expandedSam(state: CloudFormationState, source: Source, template: Template): Template {
  const values = source.parameters.map((value) => [value.definition.name, samValue(value)] as const);
  const options = { parameterValues: Object.fromEntries(values), region: state.account.region };
  return taskResult(state.tasks, expandSamTask, { template, options }, isLongSam(template));
}

/** Ids depend on the order of Python's dictionaries, whose time grows with the square of an API's events: 20 take 60 ms. */
const manyEvents = 20;

function isLongSam(template: Template): boolean {
  const events = Object.values(template.Resources).map(({ Properties }) => Properties?.Events);
  const count = events.reduce<number>(
    (sum, some) => sum + (isRecord(some) ? Object.keys(some).length : 0),
    0,
  );
  return count > manyEvents || JSON.stringify(template).length > longTextLength;
}

function withIncludes(state: CloudFormationState, { template, transforms, scope }: Source): Template {
  if (!transforms.includes(include)) return template;
  const read = (location: JsonValue) => readSnippet(state, location, scope);
  const { Transform: _transforms, ...body } = template;
  const atTop = declared(template)
    .filter(isRecord)
    .map((call) => read(includeLocation(call)));
  if (!atTop.every(isRecord)) throw formatError('An AWS::Include at the top must be an object');
  const expanded = expandIncludes(body as unknown as JsonValue, read);
  const others = transforms.filter((name) => name !== include);
  const kept = others.length > 0 ? { Transform: others } : {};
  return checkSource({ ...Object.assign({}, ...atTop), ...(expanded as object), ...kept });
}

function readSnippet(state: CloudFormationState, location: JsonValue, scope: ConditionScope): JsonValue {
  const url = scalarText(conditionValue(location, scope));
  if (url === undefined) throw formatError('The Location of an AWS::Include must be a string');
  const text = textFromS3(state, url);
  spend(scope.work, text.length);
  return parsedTemplate(state, text);
}

function declared({ Transform: transform = [] }: Template): JsonValue[] {
  return Array.isArray(transform) ? transform : [transform];
}

function samValue({ definition, value, stored = value }: ParameterValue): string | string[] {
  const type = storedType(definition.type) ?? definition.type;
  return isList({ type }) && !isNumeric({ type }) ? listItems(stored) : stored;
}
