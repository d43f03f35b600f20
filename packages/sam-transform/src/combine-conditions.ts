import { anyOf } from './intrinsics.ts';
import type { JsonObject } from './template.ts';

// CloudFormation's limit of one Fn::Or.
const mostConditions = 10;

/** Conditions that make `name` true where any of the given ones is; helpers are named with a number. */
export function combineConditions(names: readonly string[], name: string): JsonObject {
  const conditions: JsonObject = {};
  let rest = [...names].sort();
  let helpers = Math.floor((rest.length - 2) / (mostConditions - 1));
  while (rest.length > 1) {
    const helper = helpers > 0 ? `${name}${helpers}` : name;
    conditions[helper] = anyOf(rest.slice(0, mostConditions));
    rest = [...rest.slice(mostConditions), helper];
    helpers -= 1;
  }
  return conditions;
}
