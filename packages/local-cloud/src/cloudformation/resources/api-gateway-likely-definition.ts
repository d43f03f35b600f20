import { isRecord } from '../../aws/is-record.ts';
import { intrinsicCall } from '../intrinsics/intrinsic-function.ts';
import type { JsonValue } from '../template.ts';

/**
 * A definition as a template has it before any resource exists, with a likely value for each function and each `${Name}`
 * that is not known yet: enough to see what it asks for.
 */
export function likelyDefinition(body: unknown): string {
  const text = JSON.stringify(body, (key, value) => {
    const call = isRecord(value) && intrinsicCall(value as never);
    return call ? likelyValue(call.argument, key) : value;
  });
  return text.replace(
    /\$\{(?!stageVariables\.|AWS::)(\w+)(?:\.(\w+))?\}/g,
    (_whole, name: string, attribute?: string) => (attribute === 'Arn' ? functionArn(name) : name),
  );
}

function likelyValue(argument: JsonValue, key: string): string {
  const [name, attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
  if (/credentials$/i.test(key)) return `arn:aws:iam::000000000000:role/${name}`;
  return attribute === 'Arn' ? functionArn(String(name)) : String(name);
}

function functionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}
