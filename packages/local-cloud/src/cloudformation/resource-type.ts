import type { Account } from '../account.ts';
import type { ResourceServices } from './resource-services.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** A resource that exists: the value of `Ref`, and those of `Fn::GetAtt` by attribute name. */
export interface PhysicalResource {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Events do not show its attributes. */
  readonly isHidden?: boolean;
}

/** The stack and resource that a handler is called for. */
export interface ResourceContext {
  readonly account: Account;
  readonly services: ResourceServices;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** A name for a resource that the template does not name: `<stack>-<logical id>-<random>`, at most `maxLength` long. */
  generateName(maxLength: number): string;
  /** Called by `create` for a resource that exists before it is complete: it is deleted where its creation fails. */
  announce(physical: PhysicalResource): void;
  /** Whether a failure or a deletion has stopped the stack: what only waits need not go on. */
  isStopped(): boolean;
}

/** A resource before its update or deletion. */
export interface ExistingResource extends PhysicalResource {
  readonly properties: Properties;
}

/**
 * One resource type: its properties, and how it is created, changed and deleted by calling the service that
 * owns it. Property values arrive with all intrinsic functions resolved.
 */
export interface ResourceType {
  readonly type: string;
  /**
   * Every property that is accepted; a template with another is refused by its name. A change of a `replace`
   * property creates a new resource and deletes the old one; `update` changes it in place.
   */
  readonly properties: Readonly<Record<string, 'update' | 'replace'>>;
  /** Takes properties of any name, and changes whatever of them in place. */
  readonly anyProperties?: boolean;
  /** What `Fn::GetAtt` can name; anything, where this is absent. */
  readonly attributes?: readonly string[];
  readonly required?: readonly string[];
  /** Properties, or paths into them (`BodyS3Location.ETag`), that change no response here: kept, with a warning in the stack's events. */
  readonly inert?: readonly string[];
  /** Properties, or paths into them, that AWS has and this cloud does not: refused by name, but not as misspellings. */
  readonly notOffered?: readonly string[];
  /** Changes on its own: an update of the stack asks the resource although its properties are the same. */
  readonly isAlwaysUpdated?: boolean;
  /** Takes as long as the resources within it take, each of which has its limit. */
  readonly hasNoTimeLimit?: boolean;
  /** The values that this cloud offers of those that AWS takes, by the paths of properties: others are refused by name. */
  readonly offeredValues?: Readonly<Record<string, RegExp>>;
  /** What else this cloud does not offer, one sentence each. The values may be intrinsic functions that are not resolved yet. */
  refusals?(properties: Properties, services: ResourceServices): readonly string[];
  /** The same of a change in place. */
  changeRefusals?(before: Properties, after: Properties): readonly string[];
  /** What the owner of the resource should know, one sentence each. */
  warnings?(properties: Properties, services: ResourceServices): readonly string[];
  /** Whether CloudFormation adds tags that name the stack and the resource to its `Tags`. */
  readonly takesStackTags?: boolean;
  /** The properties whose values must be lists. */
  readonly lists?: readonly string[];
  create(properties: Properties, context: ResourceContext): Promise<PhysicalResource>;
  /** Absent if every change replaces the resource. */
  update?(
    properties: Properties,
    existing: ExistingResource,
    context: ResourceContext,
  ): Promise<PhysicalResource>;
  /** The service's error codes for a resource that does not exist. `delete` may throw them: the resource is gone. */
  readonly missing?: readonly string[];
  delete(existing: ExistingResource, context: ResourceContext): Promise<void>;
}
