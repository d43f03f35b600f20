import type { Resource } from './template.ts';

type Attributes = Omit<Resource, 'Type' | 'Properties' | 'Description'>;

/** What the resource a SAM resource stands for keeps from it. */
export function ownAttributes(resource: Resource): Attributes {
  // The translator drops descriptions of resources.
  const { Type, Properties, Description, ...attributes } = resource;
  return attributes;
}

/** SM-5: what every further resource generated for it gets, so that all of them come and go together. */
export function sharedAttributes({
  Condition,
  DeletionPolicy,
  UpdateReplacePolicy,
}: Resource): Pick<Resource, 'Condition' | 'DeletionPolicy' | 'UpdateReplacePolicy'> {
  return {
    ...(Condition !== undefined && { Condition }),
    ...(DeletionPolicy !== undefined && { DeletionPolicy }),
    ...(UpdateReplacePolicy !== undefined && { UpdateReplacePolicy }),
  };
}
