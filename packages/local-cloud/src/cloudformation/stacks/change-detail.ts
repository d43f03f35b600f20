import type { RequiresRecreation, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import type { ResourceType } from '../resource-type.ts';
import type { JsonValue, Resource } from '../template.ts';
import { needsReplacement } from './change-resource.ts';
import { isSameValue } from './same-value.ts';

/** Stands for a value that is known only once the change set is executed. */
export const knownAfterApply = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** Something that a property refers to and that changes. */
export interface Cause {
  readonly source: 'ParameterReference' | 'ResourceReference' | 'ResourceAttribute';
  readonly entity: string;
  /** Whether it always changes. */
  readonly isCertain: boolean;
}

export interface PropertyChange {
  readonly property: string;
  readonly before: Resource;
  readonly after: Resource;
  /** The value after the change, as far as it is known. */
  readonly predicted: JsonValue | undefined;
  readonly causes: readonly Cause[];
  readonly type: ResourceType | undefined;
  /** Whether values are shown: then AWS says of every change that it does not know it for sure. */
  readonly hasValues: boolean;
}

/** Why one property changes, and whether its resource is replaced for it. */
export function changeDetails(change: PropertyChange): ResourceChangeDetail[] {
  const { property, before, after, predicted, causes } = change;
  const isUnknown = predicted !== undefined && JSON.stringify(predicted).includes(knownAfterApply);
  const Target = {
    Attribute: 'Properties',
    Name: property,
    RequiresRecreation: recreation(change, isUnknown),
  } as const;
  const isEdited = !isSameValue(before.Properties?.[property], after.Properties?.[property]);
  if (isEdited || causes.length === 0) {
    return [{ Target, Evaluation: isUnknown ? 'Dynamic' : 'Static', ChangeSource: 'DirectModification' }];
  }
  const details = causes.map(
    ({ source, entity, isCertain }): ResourceChangeDetail => ({
      Target,
      Evaluation: isCertain ? 'Static' : 'Dynamic',
      ChangeSource: source,
      CausingEntity: entity,
    }),
  );
  const direct = { Target, Evaluation: 'Dynamic', ChangeSource: 'DirectModification' } as const;
  if (causes.some(({ source }) => source === 'ParameterReference')) return [...details, direct];
  return change.hasValues ? [direct, ...details] : details;
}

function recreation({ property, causes, type }: PropertyChange, isUnknown: boolean): RequiresRecreation {
  if (!type || !needsReplacement(type, [property])) return 'Never';
  return isUnknown && !causes.some(({ isCertain }) => isCertain) ? 'Conditionally' : 'Always';
}
