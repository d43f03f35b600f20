import { canonical } from '../logical-id.ts';
import { isFilled } from '../present.ts';
import { extended, givenValues, isGivenValue, keysInOrder } from '../python2/provenance.ts';
import { invalidTemplate } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { badPath, branchesOf, pathsOf } from './api-definition.ts';

const policyKey = 'x-amazon-apigateway-policy';
const known = [
  'AwsAccountBlacklist',
  'AwsAccountWhitelist',
  'CustomStatements',
  'IntrinsicVpcBlacklist',
  'IntrinsicVpcWhitelist',
  'IntrinsicVpceBlacklist',
  'IntrinsicVpceWhitelist',
  'IpRangeBlacklist',
  'IpRangeWhitelist',
  'SourceVpcBlacklist',
  'SourceVpcWhitelist',
];

/**
 * SM-22: the definition with what a `ResourcePolicy` says about the methods of some of its paths.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
export function applyResourcePolicy(
  definition: JsonObject,
  policy: JsonObject,
  paths: readonly string[],
  stage: JsonObject,
): JsonObject {
  const unknown = Object.keys(policy).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalidTemplate(`property ${unknown} not defined for ResourcePolicy`);
  if (paths.length === 0 && !isFilled(policy.CustomStatements)) return definition;
  const existing = definition[policyKey];
  const before = isObject(existing) ? existing : {};
  const perPath = paths.reduce((document, path) => {
    const resources = methodArns(definition, path, stage);
    return [...accountStatements(policy, resources), ...sourceStatements(policy, resources)].reduce(
      addStatements,
      document,
    );
  }, before);
  return extended(definition, { [policyKey]: addCustomStatements(perPath, policy.CustomStatements) });
}

/** Statements that belong together; those that may repeat are added even where there are such already. */
interface Statements {
  readonly list: readonly JsonValue[];
  readonly mayRepeat?: boolean;
}

function addStatements(document: JsonObject, { list, mayRepeat = false }: Statements): JsonObject {
  if (list.length === 0) return document;
  const { Statement } = document;
  const existing = asList(Statement);
  const seen = new Set(existing.map((statement) => canonical(statement)));
  const added = list.filter((statement) => mayRepeat || !seen.has(canonical(statement)));
  // A single account statement stays without the list that a second one would make.
  const isLone = mayRepeat && Statement === undefined && added.length === 1;
  const statements = isLone ? (added[0] ?? null) : [...existing, ...added];
  return extended(document, { Version: '2012-10-17', Statement: statements });
}

function accountStatements(policy: JsonObject, resources: JsonValue[]): Statements[] {
  const statement = (accounts: JsonValue | undefined, effect: string): Statements => ({
    mayRepeat: true,
    list: !isFilled(accounts)
      ? []
      : [
          {
            Effect: effect,
            Action: 'execute-api:Invoke',
            Resource: resources,
            Principal: { AWS: givenList(accounts) },
          },
        ],
  });
  return [statement(policy.AwsAccountWhitelist, 'Allow'), statement(policy.AwsAccountBlacklist, 'Deny')];
}

function sourceStatements(policy: JsonObject, resources: JsonValue[]): Statements[] {
  const limited = (operator: string, condition: JsonObject): Statements => ({
    list: [
      // A policy without an Allow would refuse all, so everyone is allowed and the others are denied.
      everyone('Allow', resources),
      { ...everyone('Deny', resources), Condition: { [operator]: condition } },
    ],
  });
  const ip = (operator: string, ranges: JsonValue | undefined) =>
    !isFilled(ranges) ? [] : [limited(operator, { 'aws:SourceIp': givenList(ranges) })];
  const vpc = (operator: string, list: 'Blacklist' | 'Whitelist') => {
    const condition = vpcCondition(policy, list);
    return Object.keys(condition).length === 0 ? [] : [limited(operator, condition)];
  };
  return [
    ...ip('NotIpAddress', policy.IpRangeWhitelist),
    ...ip('IpAddress', policy.IpRangeBlacklist),
    ...vpc('StringEquals', 'Blacklist'),
    ...vpc('StringNotEquals', 'Whitelist'),
  ];
}

function everyone(effect: string, resources: JsonValue[]): JsonObject {
  return { Effect: effect, Action: 'execute-api:Invoke', Resource: resources, Principal: '*' };
}

function vpcCondition(policy: JsonObject, list: 'Blacklist' | 'Whitelist'): JsonObject {
  const sources = policy[`SourceVpc${list}`] ?? [];
  if (!Array.isArray(sources) || !sources.every((source) => typeof source === 'string')) {
    throw invalidTemplate(
      `SourceVpc${list} must be a list of strings. ` +
        `Use IntrinsicVpc${list} instead for values that use Intrinsic Functions`,
    );
  }
  const named = (prefix: string) => sources.filter((source) => source.startsWith(prefix));
  const vpcs = [...named('vpc-'), ...asList(policy[`IntrinsicVpc${list}`] ?? [])];
  const endpoints = [...named('vpce-'), ...asList(policy[`IntrinsicVpce${list}`] ?? [])];
  return {
    ...(vpcs.length > 0 && { 'aws:SourceVpc': givenValues(vpcs) }),
    ...(endpoints.length > 0 && { 'aws:SourceVpce': givenValues(endpoints) }),
  };
}

function addCustomStatements(document: JsonObject, statements: JsonValue | undefined): JsonObject {
  if (statements === undefined || !isFilled(statements)) return document;
  if (document.Statement !== undefined) return addStatements(document, { list: asList(statements) });
  return extended(document, { Version: '2012-10-17', Statement: statements });
}

function methodArns(definition: JsonObject, path: string, stage: JsonObject): JsonValue[] {
  const methods = branchesOf(pathsOf(definition)[path], badPath(path)).flatMap(keysInOrder);
  return methods.map((method) => {
    const verb = method === 'x-amazon-apigateway-any-method' ? '*' : method.toUpperCase();
    const text = `execute-api:/\${__Stage__}/${verb}${resourcePath(path)}`;
    return { 'Fn::Sub': givenValues([text, stage], ['0']) };
  });
}

/** What the ARNs of a policy's statements substitute for the stage; the name of the implicit API's is SAM's own. */
export function stageVariable(properties: JsonObject, stage: JsonValue | undefined): JsonObject {
  const variables = { __Stage__: stage ?? null };
  const isGiven = isGivenValue(properties, 'StageName') && properties.StageName === stage;
  return isGiven ? givenValues(variables) : variables;
}

/** A path as policies name it: every path parameter, greedy or not, is a wildcard. */
export function resourcePath(path: string): string {
  return path.replace(/{[\w.-]+\+?}/g, '*');
}

function givenList(value: JsonValue | undefined): JsonValue[] {
  return givenValues([...asList(value)]);
}

function asList(value: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}
