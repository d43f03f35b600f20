import type { PlannedApi } from './api-usage-plan.ts';
import type { JsonObject, Resource } from './template.ts';

/** What a SAM resource turns into. */
export interface Expansion {
  readonly generated: Record<string, Resource>;
  /** Other resources of the template as the events of this one leave them: an API's definition, a bucket's notifications. */
  readonly linked?: Record<string, Resource>;
  readonly conditions?: JsonObject;
  /** Set for an API that takes part in the template's shared usage plan. */
  readonly shared?: PlannedApi;
}
