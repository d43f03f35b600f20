import type { RequiresRecreation, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import { type Reference, references } from '../intrinsics/references.ts';
import type { ResourceType } from '../resource-type.ts';
import type { JsonValue, Resource } from '../template.ts';
import { needsReplacement } from './change-resource.ts';
import { isSameValue } from './same-value.ts';

/** Stands for a value that is known only once the change set is executed. */
export const knownAfterApply = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** Why one property changes, and whether its resource is replaced for it. */
export function changeDetail(
  property: string,
  before: Resource,
  after: Resource,
  predicted: JsonValue | undefined,
  type: ResourceType | undefined,
): ResourceChangeDetail {
  const isDynamic = predicted !== undefined && JSON.stringify(predicted).includes(knownAfterApply);
  const replaces = type !== undefined && needsReplacement(type, [property]);
  const RequiresRecreation = replaces ? recreation(isDynamic) : 'Never';
  return {
    Target: { Attribute: 'Properties', Name: property, RequiresRecreation },
    Evaluation: isDynamic ? 'Dynamic' : 'Static',
    ...cause(before.Properties?.[property], after.Properties?.[property]),
  };
}

function recreation(isDynamic: boolean): RequiresRecreation {
  return isDynamic ? 'Conditionally' : 'Always';
}

function cause(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Pick<ResourceChangeDetail, 'ChangeSource' | 'CausingEntity'> {
  const [first] = after === undefined ? [] : references(after);
  if (!first || !isSameValue(before, after)) return { ChangeSource: 'DirectModification' };
  return entity(first);
}

function entity({
  name,
  attribute,
}: Reference): Pick<ResourceChangeDetail, 'ChangeSource' | 'CausingEntity'> {
  if (attribute === undefined) return { ChangeSource: 'ParameterReference', CausingEntity: name };
  return { ChangeSource: 'ResourceAttribute', CausingEntity: `${name}.${attribute}` };
}
