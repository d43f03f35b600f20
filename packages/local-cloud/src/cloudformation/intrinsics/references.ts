import { isRecord } from '../../aws/is-record.ts';
import type { JsonValue } from '../template.ts';
import { ifArguments, takenBranch } from './if.ts';
import { intrinsicCall } from './intrinsic-function.ts';
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
 * choose. Throws for a function that does not exist or is called wrongly.
 */
export function references(value: JsonValue, conditions?: ReadonlyMap<string, boolean>): Reference[] {
  if (Array.isArray(value)) return value.flatMap((item) => references(item, conditions));
  if (!isRecord(value)) return [];
  const call = intrinsicCall(value);
  if (!call) return Object.values(value).flatMap((item) => references(item, conditions));
  const { name, argument } = call;
  intrinsicFunction(name);
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' ? [{ name: argument }] : [];
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = attributePath(argument);
      const own = { name: logicalId, attribute: typeof attribute === 'string' ? attribute : '' };
      return [own, ...references(attribute, conditions)];
    }
    case 'Fn::Sub':
      return [
        ...subReferences(argument).map(subReference),
        ...references(subArguments(argument).variables, conditions),
      ];
    case 'Fn::If':
      if (conditions) return references(takenBranch(argument, conditions), conditions);
      return references(ifArguments(argument).slice(1), conditions);
    default:
      return references(argument, conditions);
  }
}

function subReference(text: string): Reference {
  const dot = text.indexOf('.');
  return dot === -1 ? { name: text } : { name: text.slice(0, dot), attribute: text.slice(dot + 1) };
}
