import type { JsonObject, JsonValue } from '../template.ts';
import { formatError } from './template-error.ts';

const functions = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'ValueOf',
  'ValueOfAll',
];

/** The intrinsic function a short YAML tag stands for: `!Sub x` is `{ "Fn::Sub": x }`. */
export function longForm(tag: string, value: JsonValue): JsonObject {
  if (tag === 'Ref' || tag === 'Condition') return { [tag]: value };
  if (tag === 'GetAtt') return { 'Fn::GetAtt': typeof value === 'string' ? attributePath(value) : value };
  if (functions.includes(tag)) return { [`Fn::${tag}`]: value };
  throw formatError(`Unrecognized YAML tag !${tag}`);
}

function attributePath(text: string): JsonValue {
  const dot = text.indexOf('.');
  return dot === -1 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}
