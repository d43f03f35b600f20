import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { formatError, validationError } from '../errors.ts';
import {
  expandTransforms,
  included,
  includeLocation,
  type TransformCall,
  transformCall,
} from '../intrinsics/expand-transforms.ts';
import { scalarText } from '../intrinsics/intrinsic-function.ts';
import { spend } from '../intrinsics/work.ts';
import { expandExtensionsTask, languageExtensions } from '../language-extensions/expand-extensions.ts';
import { taskResult } from '../long-task.ts';
import { callMacro } from '../macros/call-macro.ts';
import { isList, isNumeric, listItems } from '../parameters/check-constraints.ts';
import { conditionValue, evaluateConditions } from '../parameters/evaluate-conditions.ts';
import { storedType } from '../parameters/parameter-definition.ts';
import type { ParameterValue } from '../parameters/parameter-values.ts';
import { checkDepth, checkFormat, checkNoNulls } from '../parsing/check-format.ts';
import type { CloudFormationState } from '../state.ts';
import type { JsonObject, JsonValue, Resource, Template } from '../template.ts';
import { checkResourceTypes, refuseNotOffered } from './check-template.ts';
import { expandSamTask } from './expand-sam.ts';
import { longTextLength, parsedTemplate, type Source, textFromS3 } from './template-source.ts';

const sam = 'AWS::Serverless-2016-10-31';
const include = 'AWS::Include';

/** The transforms that a template uses, at its top and inside. Throws AWS's error for one that does not exist. */
export function transformNames(
  { macros }: Pick<CloudFormationState, 'macros'>,
  template: Template,
): string[] {
  const names = declared(template).map(({ name }) => name);
  const inside = JSON.stringify(template).includes('"Fn::Transform":') ? namesInside(template) : [];
  const all = [...new Set([...names, ...inside])];
  const unknown = all.find((name) => !ofAws.includes(name) && !macros.has(name));
  if (unknown === undefined) return all;
  throw validationError(`No transform named ${unknown} found.`);
}

const ofAws = [sam, include, languageExtensions];

function namesInside(template: Template): string[] {
  const names: string[] = [];
  expandTransforms(template as unknown as JsonValue, ({ name }, beside) => {
    names.push(name);
    return beside;
  });
  return names;
}

/** The template as its transforms make it: first those within it, then those at its top in their order. */
export function transformTemplate(state: CloudFormationState, source: Source): Template {
  if (source.transforms.length === 0) return source.template;
  const calls = declared(source.template);
  let template = withInner(state, source);
  for (const [index, call] of calls.entries()) {
    const { Transform: _done, ...made } = applied(state, source, call, template);
    const left = calls
      .slice(index + 1)
      .map(({ name, parameters }) => ({ Name: name, Parameters: parameters }));
    template = left.length > 0 ? { ...made, Transform: left } : made;
  }
  const isFreelyMade = source.transforms.some((name) => name !== sam && name !== languageExtensions);
  if (isFreelyMade) checkFormat(template as unknown as JsonValue);
  checkNoNulls(template);
  return template;
}

function applied(
  state: CloudFormationState,
  source: Source,
  call: TransformCall,
  template: Template,
): Template {
  if (call.name === sam) return expandedSam(state, source, template);
  if (call.name === languageExtensions) return expandedExtensions(state, source, template);
  const { Transform: _done, ...body } = template;
  const made =
    call.name === include
      ? withSections(snippetOf(state, source, call), body as unknown as JsonObject)
      : macroResult(state, source, call, body as unknown as JsonObject);
  if (!isRecord(made)) throw formatError(`${call.name} at the top of a template must make an object`);
  return made as unknown as Template;
}

/** The sections of a snippet beside those that the template has. */
function withSections(snippet: JsonValue, body: JsonObject): JsonValue {
  if (!isRecord(snippet)) throw formatError('An AWS::Include at the top must be an object');
  return { ...snippet, ...body };
}

function macroResult(
  state: CloudFormationState,
  source: Source,
  { name, parameters }: TransformCall,
  fragment: JsonObject,
): JsonValue {
  const values = source.parameters.map((value) => [value.definition.name, textValue(value)] as const);
  const templateParameterValues = Object.fromEntries(values);
  return callMacro(state, source, { name, params: parameters, fragment, templateParameterValues });
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
  const values = source.parameters.map((value) => [value.definition.name, textValue(value)] as const);
  const options = {
    parameterValues: Object.fromEntries(values),
    region: state.account.region,
    falseConditions: falseConditions(template, source),
  };
  const input = { template, options };
  const { template: expanded, notOffered } = taskResult(
    state.tasks,
    expandSamTask,
    input,
    isLongSam(template),
  );
  if (notOffered.length === 0) return expanded;
  checkResourceTypes(state.resourceTypes, expanded);
  const isMade = ([, { Condition }]: [string, Resource]) =>
    Condition === undefined || !options.falseConditions.includes(Condition);
  refuseNotOffered(state, new Map(Object.entries(expanded.Resources).filter(isMade)), notOffered);
  return expanded;
}

/** Those that cannot be evaluated are refused once the template is transformed. */
function falseConditions({ Conditions = {}, Mappings = {} }: Template, { scope }: Source): string[] {
  try {
    const outcomes = evaluateConditions(Conditions, { ...scope, mappings: Mappings });
    return [...outcomes].filter(([, isTrue]) => !isTrue).map(([name]) => name);
  } catch (error) {
    if (error instanceof ServiceError) return [];
    throw error;
  }
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

function withInner(state: CloudFormationState, source: Source): Template {
  const { template } = source;
  if (!JSON.stringify(template).includes('"Fn::Transform":')) return template;
  const expanded = expandTransforms(template as unknown as JsonValue, (call, beside) =>
    call.name === include
      ? included(snippetOf(state, source, call), beside)
      : macroResult(state, source, call, beside),
  );
  if (!isRecord(expanded)) throw formatError('unsupported structure.');
  return expanded as unknown as Template;
}

function snippetOf(state: CloudFormationState, { scope }: Source, call: TransformCall): JsonValue {
  const url = scalarText(conditionValue(includeLocation(call), scope));
  if (url === undefined) throw formatError('The Location of an AWS::Include must be a string');
  const text = textFromS3(state, url);
  spend(scope.work, text.length);
  const snippet = parsedTemplate(state, text);
  checkDepth(snippet);
  return snippet;
}

function declared({ Transform: transform = [] }: Template): TransformCall[] {
  return (Array.isArray(transform) ? transform : [transform]).map(transformCall);
}

/** A parameter as transforms get it: a string, or a list of strings. */
function textValue({ definition, value, stored = value }: ParameterValue): string | string[] {
  const type = storedType(definition.type) ?? definition.type;
  return isList({ type }) && !isNumeric({ type }) ? listItems(stored) : stored;
}
