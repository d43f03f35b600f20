import { isRecord } from '../../aws/is-record.ts';
import { formatError, validationError } from '../errors.ts';
import { scalarText } from '../intrinsics/intrinsic-function.ts';
import type { JsonObject, JsonValue, Template } from '../template.ts';
import { type ConditionScope, conditionValue, evaluate } from './evaluate-conditions.ts';

/** Throws the description of the first assertion in the template's `Rules` that the parameters do not meet. */
export function checkRules(template: Template, scope: ConditionScope): void {
  for (const [name, rule] of Object.entries(template.Rules ?? {})) {
    if (!isRecord(rule) || !Array.isArray(rule.Assertions)) {
      throw formatError(`[/Rules/${name}] Every Rules object must contain Assertions.`);
    }
    if (rule.RuleCondition !== undefined && !holds(rule.RuleCondition, scope)) continue;
    for (const assertion of rule.Assertions) checkAssertion(name, assertion, scope);
  }
}

function checkAssertion(rule: string, assertion: JsonValue, scope: ConditionScope): void {
  if (!isRecord(assertion) || assertion.Assert === undefined) {
    throw formatError(`[/Rules/${rule}/Assertions] Every assertion must contain an Assert member.`);
  }
  if (holds(assertion.Assert, scope)) return;
  const description = scalarText(assertion.AssertDescription) ?? JSON.stringify(assertion.Assert);
  throw validationError(`Template validation error: Rule ${rule} is violated: ${description}`);
}

function holds(body: JsonValue, scope: ConditionScope): boolean {
  if (isRecord(body)) {
    const member = ruleFunction(body, scope);
    if (member !== undefined) return member;
    const operands = logicalOperands(body);
    if (operands) return operands.combine(operands.items.map((item) => holds(item, scope)));
  }
  return evaluate(body, scope, (name) => {
    throw formatError(`Rules cannot use the condition ${name}`);
  });
}

// The operands of And, Or and Not in a rule may be functions that only rules have.
function logicalOperands(
  body: JsonObject,
): { items: JsonValue[]; combine(outcomes: boolean[]): boolean } | undefined {
  const [name = ''] = Object.keys(body);
  const items = body[name];
  if (!Array.isArray(items)) return undefined;
  if (name === 'Fn::And') return { items, combine: (outcomes) => outcomes.every(Boolean) };
  if (name === 'Fn::Or') return { items, combine: (outcomes) => outcomes.some(Boolean) };
  if (name === 'Fn::Not') return { items, combine: (outcomes) => !outcomes.every(Boolean) };
  return undefined;
}

function ruleFunction(body: JsonObject, scope: ConditionScope): boolean | undefined {
  const [name = ''] = Object.keys(body);
  const [left, right] = Array.isArray(body[name]) ? (body[name] as JsonValue[]) : [];
  switch (name) {
    case 'Fn::Contains':
      return list(left, scope).includes(text(right, scope));
    case 'Fn::EachMemberEquals':
      return everyItem(list(left, scope), new Set([text(right, scope)]));
    case 'Fn::EachMemberIn':
      return everyItem(list(left, scope), new Set(list(right, scope)));
    default:
      return undefined;
  }
}

function everyItem(items: readonly string[], allowed: ReadonlySet<string>): boolean {
  return items.every((item) => allowed.has(item));
}

function list(value: JsonValue | undefined, scope: ConditionScope): string[] {
  const resolved = value === undefined ? undefined : conditionValue(value, scope);
  if (Array.isArray(resolved)) return resolved.map((item) => scalarText(item) ?? '');
  throw formatError('A rule function expects a list of strings');
}

function text(value: JsonValue | undefined, scope: ConditionScope): string {
  const resolved = value === undefined ? undefined : scalarText(conditionValue(value, scope));
  if (resolved === undefined) throw formatError('A rule function expects a string');
  return resolved;
}
