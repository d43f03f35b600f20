import type { Account } from '../account.ts';
import type { ResourceServices } from './resource-services.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** A resource that exists: what `Ref` answers, and what `Fn::GetAtt` answers by attribute name. */
export interface PhysicalResource {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The stack and resource an operation is done for. */
export interface ResourceContext {
  readonly account: Account;
  readonly services: ResourceServices;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** A name for a resource whose template gives none: `<stack>-<logical id>-<random>`, at most `maxLength` long. */
  generateName(maxLength: number): string;
}

/** What an update or a deletion finds. */
export interface ExistingResource extends PhysicalResource {
  readonly properties: Properties;
}

/**
 * One resource type: what its properties are and how it is made, changed and removed by calling the service
 * that owns it. Property values arrive with all intrinsic functions resolved.
 */
export interface ResourceType {
  readonly type: string;
  /**
   * Every property that is accepted; a template that has another is refused by name. A change of a
   * `replace` property makes a new resource and removes the old one; `update` changes it in place.
   */
  readonly properties: Readonly<Record<string, 'update' | 'replace'>>;
  readonly required?: readonly string[];
  /** The properties that hold lists; anything else in one of them is refused by name. */
  readonly lists?: readonly string[];
  create(properties: Properties, context: ResourceContext): Promise<PhysicalResource>;
  /** Absent where every change replaces. */
  update?(
    properties: Properties,
    existing: ExistingResource,
    context: ResourceContext,
  ): Promise<PhysicalResource>;
  /** The codes by which the service says that the resource does not exist; a deletion that meets one succeeds. */
  readonly missing?: readonly string[];
  delete(existing: ExistingResource, context: ResourceContext): Promise<void>;
}
