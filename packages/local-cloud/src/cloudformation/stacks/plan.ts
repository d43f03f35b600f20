import type { ParameterValue } from '../parameters/parameter-values.ts';
import type { JsonValue, Resource, Template } from '../template.ts';
import type { Graph } from './run-graph.ts';
import type { StackOptions } from './stack.ts';

/** A template made ready for one stack: transformed and checked, its conditions decided. */
export interface StackPlan {
  /** As it was handed in. */
  readonly text: string;
  /** Without transforms. */
  readonly template: Template;
  readonly transforms: readonly string[];
  readonly parameters: readonly ParameterValue[];
  /** What `Ref` gives for parameters and pseudo parameters. */
  readonly parameterReferences: ReadonlyMap<string, JsonValue>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** The resources whose conditions hold. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly graph: Graph;
  readonly options: StackOptions;
}
