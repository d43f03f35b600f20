import type { ResourceChangeDetail, ResourceTargetDefinition } from '@aws-sdk/client-cloudformation';
import { isRecord } from '../../aws/is-record.ts';
import type { Scope } from '../intrinsics/intrinsic-function.ts';
import type { StackPlan } from '../state.ts';
import type { JsonObject, JsonValue, Resource } from '../template.ts';
import { isSameValue } from './same-value.ts';

/** The scope in which values may be shown: without those of NoEcho parameters, and with secrets as the template names them. */
export function shownScope(scope: Scope, plan: StackPlan): Scope {
  const hidden = plan.parameters.filter(({ definition }) => definition.noEcho);
  return {
    ...scope,
    parameters: new Map([
      ...scope.parameters,
      ...hidden.map(({ definition }) => [definition.name, '****'] as const),
    ]),
    secret: (name) => `{{resolve:secretsmanager:${name}}}`,
  };
}

/** A resource before or after its change, as JSON. */
export function shownContext(
  { Metadata, UpdateReplacePolicy, DeletionPolicy }: Resource,
  properties: JsonObject,
): string {
  return JSON.stringify({
    Properties: asStrings(properties),
    ...(Metadata && { Metadata: asStrings(Metadata) }),
    ...(UpdateReplacePolicy && { UpdateReplacePolicy }),
    ...(DeletionPolicy && { DeletionPolicy }),
  });
}

/** One detail for each value that differs, with its path. */
export function detailsWithValues(
  details: readonly ResourceChangeDetail[],
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ResourceChangeDetail[] {
  const found = differences(path, before, after);
  // Hidden values may differ although they look the same.
  const shown = found.length > 0 ? found : [difference(path, before, after)];
  return shown.flatMap((values) =>
    details.map((detail) => ({ ...detail, Target: { ...detail.Target, ...values } })),
  );
}

type Difference = Pick<
  ResourceTargetDefinition,
  'Path' | 'BeforeValue' | 'AfterValue' | 'AttributeChangeType'
>;

function differences(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Difference[] {
  if (isSameValue(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(`${path}/${name}`, before[name], after[name]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = before.length > after.length ? before : after;
    return longer.flatMap((_, index) => differences(`${path}/${index}`, before[index], after[index]));
  }
  return [difference(path, before, after)];
}

function difference(path: string, before: JsonValue | undefined, after: JsonValue | undefined): Difference {
  const onlyOne = before === undefined ? 'Add' : 'Remove';
  return {
    Path: path,
    ...(before !== undefined && { BeforeValue: shownText(before) }),
    ...(after !== undefined && { AfterValue: shownText(after) }),
    AttributeChangeType: before !== undefined && after !== undefined ? 'Modify' : onlyOne,
  };
}

function shownText(value: JsonValue): string {
  const shown = asStrings(value);
  return typeof shown === 'string' ? shown : JSON.stringify(shown);
}

/** CloudFormation keeps every scalar as a string. */
function asStrings(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(asStrings);
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asStrings(item)]));
  }
  return String(value);
}
