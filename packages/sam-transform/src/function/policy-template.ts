import { sub } from '../intrinsics.ts';
import { invalidResource } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { furtherPolicyTemplates } from './further-policy-templates.ts';
import { policyTemplates, type TemplateStatement } from './policy-template-table.ts';

// SM-8: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
const allTemplates = { ...policyTemplates, ...furtherPolicyTemplates };

/** The parameters whose name is not that of their variable with a capital letter. */
const parameterNames: Readonly<Record<string, string>> = {
  pipelinename: 'PipelineName',
  workgroupName: 'WorkGroupName',
};

/** Services whose ARNs name no region and no account. */
const globalServices = ['route53', 's3'];

export function isPolicyTemplate(policy: JsonValue): policy is JsonObject {
  if (!isObject(policy)) return false;
  const [name, ...more] = Object.keys(policy);
  return name !== undefined && more.length === 0 && Object.hasOwn(allTemplates, name);
}

/** The policy document of `{ <template name>: { <parameter>: … } }`. */
export function expandPolicyTemplate(logicalId: string, policy: JsonObject): JsonObject {
  const [[name, given] = ['', null]] = Object.entries(policy);
  const statements = allTemplates[name] ?? [];
  const values = parameterValues(logicalId, name, statements, given);
  return { Statement: statements.map((statement) => expandStatement(statement, values)) };
}

function parameterValues(
  logicalId: string,
  name: string,
  statements: readonly TemplateStatement[],
  given: JsonValue,
): JsonObject {
  if (!isObject(given)) {
    throw invalidResource(logicalId, `Must specify valid parameter values for policy template '${name}'`);
  }
  const known = [...new Set(statements.flatMap(resourceTexts).flatMap(variables).map(parameterName))];
  const missing = known.filter((parameter) => !Object.hasOwn(given, parameter));
  if (missing.length > 0) {
    const list = missing.map((parameter) => `'${parameter}'`).join(', ');
    const message = `Following required parameters of template '${name}' don't have values: [${list}]`;
    throw invalidResource(logicalId, message);
  }
  return given;
}

function expandStatement(statement: TemplateStatement, values: JsonObject): JsonObject {
  const { service, actions, resources, condition } = statement;
  const prefixed = (action: string) => `${service}:${action}`;
  const expanded = (resource: string) => expandResource(service, resource, values);
  return {
    Effect: 'Allow',
    Action: typeof actions === 'string' ? prefixed(actions) : actions.map(prefixed),
    Resource: typeof resources === 'string' ? expanded(resources) : resources.map(expanded),
    ...(condition && { Condition: { StringEquals: { [condition.key]: expanded(condition.value) } } }),
  };
}

function expandResource(service: string, resource: string, values: JsonObject): JsonValue {
  if (resource === '*') return resource;
  const used = variables(resource).map((variable) => [variable, values[parameterName(variable)] ?? null]);
  const isWhole = resource.startsWith('arn:') || /^\$\{\w+Arn\}$/.test(resource);
  const text = isWhole ? resource : arnPrefix(service) + resource;
  return used.length === 0 ? sub(text) : sub(text, Object.fromEntries(used));
}

function arnPrefix(service: string): string {
  const place = globalServices.includes(service) ? ':' : `\${AWS::Region}:\${AWS::AccountId}`;
  return `arn:\${AWS::Partition}:${service}:${place}:`;
}

function resourceTexts({ resources, condition }: TemplateStatement): readonly string[] {
  const texts = typeof resources === 'string' ? [resources] : resources;
  return condition ? [...texts, condition.value] : texts;
}

function variables(resource: string): string[] {
  return [...resource.matchAll(/\$\{(\w+)\}/g)].map(([, variable = '']) => variable);
}

function parameterName(variable: string): string {
  return parameterNames[variable] ?? variable.charAt(0).toUpperCase() + variable.slice(1);
}
