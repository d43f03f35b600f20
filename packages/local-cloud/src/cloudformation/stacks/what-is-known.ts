import { isRecord } from '../../aws/is-record.ts';
import { intrinsicCall } from '../intrinsics/intrinsic-function.ts';
import { attributePath } from '../intrinsics/look-ups.ts';
import type { JsonObject } from '../template.ts';

/** The type of a resource of the template. */
export type TypeOf = (logicalId: string) => string | undefined;

interface Known {
  /** What a pattern can be tried on. */
  readonly text: string;
  readonly shown: string;
}

/**
 * What is known of a value before its stack has any resources: all of a value without functions, of an ARN at least the
 * service, even where `${Name}` stands for a part of it or a resource will have it; `undefined` for any other.
 */
export function whatIsKnown(value: unknown, typeOf: TypeOf): Known | undefined {
  if (isRecord(value)) return arnToBe(value as JsonObject, typeOf);
  if (typeof value === 'object') return undefined;
  const shown = String(value);
  if (!shown.includes('${')) return { text: shown, shown };
  return /^arn:[^:$]+:[^:$]+:/.test(shown) ? { text: shown.replace(/\$\{[^}]*\}/g, 'x'), shown } : undefined;
}

function arnToBe(value: JsonObject, typeOf: TypeOf): Known | undefined {
  const call = intrinsicCall(value);
  if (call?.name !== 'Fn::GetAtt') return undefined;
  const [logicalId, attribute] = attributePath(call.argument);
  const type = typeOf(logicalId) ?? '';
  const text = attribute === 'Arn' && Object.hasOwn(arns, type) ? arns[type] : undefined;
  return text === undefined ? undefined : { text, shown: `of the type ${type}` };
}

const regional = 'us-east-1:000000000000';

/** What the ARNs of types look like that people name as destinations and targets. */
const arns: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': `arn:aws:dynamodb:${regional}:table/x`,
  'AWS::Lambda::Function': `arn:aws:lambda:${regional}:function:x`,
  'AWS::Logs::LogGroup': `arn:aws:logs:${regional}:log-group:x`,
  'AWS::S3::Bucket': 'arn:aws:s3:::x',
};
