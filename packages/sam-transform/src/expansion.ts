import type { PlannedApi } from './api/api-usage-plan.ts';
import type { ParameterValues } from './resolve-parameters.ts';
import type { JsonObject, Resource } from './template.ts';

/** The result of expanding a SAM resource. */
export interface Expansion {
  readonly generated: Record<string, Resource>;
  /** Other resources of the template as the events of this one leave them: an API's definition, a bucket's notifications. */
  readonly linked?: Record<string, Resource>;
  readonly conditions?: JsonObject;
  /** Set for an API that takes part in the template's shared usage plan. */
  readonly shared?: PlannedApi;
}

/** What the expansion of every resource can use. */
export interface SamContext {
  /** `aws`, `aws-cn` … by the region. */
  readonly partition: string;
  readonly parameters: ParameterValues;
  /** ARNs by managed policy name. They take precedence over the built-in ones. */
  readonly managedPolicies: Readonly<Record<string, string>>;
  /** Ids of the APIs whose definition SAM writes; the others have one of their own. */
  readonly managedApis: ReadonlySet<string>;
  /** True for a template with an API: the translator goes through such a one in Python 2's order. */
  readonly hasApi: boolean;
  /** Milliseconds of the clock. */
  readonly now: () => number;
}

const partitions: Readonly<Record<string, string>> = {
  'cn-': 'aws-cn',
  'us-iso-': 'aws-iso',
  'us-isob': 'aws-iso-b',
  'us-gov': 'aws-us-gov',
  'eu-isoe': 'aws-iso-e',
  'us-isof': 'aws-iso-f',
  'eusc-': 'aws-eusc',
};

export function partitionOf(region: string): string {
  const prefix = Object.keys(partitions).find((start) => region.startsWith(start));
  return (prefix && partitions[prefix]) ?? 'aws';
}
