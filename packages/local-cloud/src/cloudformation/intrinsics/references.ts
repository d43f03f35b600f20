import { isRecord } from '../../aws/is-record.ts';
import type { JsonValue } from '../template.ts';
import { ifArguments, takenBranch } from './if.ts';
import { type IntrinsicCall, intrinsicCall } from './intrinsic-function.ts';
import { attributePath } from './look-ups.ts';
import { intrinsicFunction } from './resolve.ts';
import { subArguments, subReferences } from './sub.ts';

/** A name that a value refers to. `attribute` is set for `Fn::GetAtt` and its form in `Fn::Sub`. */
export interface Reference {
  readonly name: string;
  readonly attribute?: string;
}

/**
 * The names that a value refers to; given the outcomes of conditions, only those in the branches that they
 * choose. Throws for a function that does not exist or has invalid arguments.
 */
export function references(value: JsonValue, conditions?: ReadonlyMap<string, boolean>): Reference[] {
  const found: Reference[] = [];
  collect(value, conditions, found);
  return found;
}

function collect(
  value: JsonValue,
  conditions: ReadonlyMap<string, boolean> | undefined,
  found: Reference[],
): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, conditions, found);
    return;
  }
  if (!isRecord(value)) return;
  const call = intrinsicCall(value);
  if (!call) {
    for (const item of Object.values(value)) collect(item, conditions, found);
    return;
  }
  collect(nestedIn(call, conditions, found), conditions, found);
}

/** Adds what a call itself refers to; returns the part of its argument in which there may be more. */
function nestedIn(
  { name, argument }: IntrinsicCall,
  conditions: ReadonlyMap<string, boolean> | undefined,
  found: Reference[],
): JsonValue {
  intrinsicFunction(name);
  switch (name) {
    case 'Ref':
      if (typeof argument === 'string') found.push({ name: argument });
      return [];
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = attributePath(argument);
      found.push({ name: logicalId, attribute: typeof attribute === 'string' ? attribute : '' });
      return attribute;
    }
    case 'Fn::Sub':
      for (const text of subReferences(argument)) found.push(subReference(text));
      return subArguments(argument).variables;
    case 'Fn::If':
      return conditions ? takenBranch(argument, conditions) : ifArguments(argument).slice(1);
    default:
      return argument;
  }
}

function subReference(text: string): Reference {
  const dot = text.indexOf('.');
  return dot === -1 ? { name: text } : { name: text.slice(0, dot), attribute: text.slice(dot + 1) };
}
