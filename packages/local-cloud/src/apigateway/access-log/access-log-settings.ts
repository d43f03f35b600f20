import type { AccessLogSettings } from '@aws-sdk/client-api-gateway';
import { badRequest, notOffered } from '../errors.ts';

const maxFormatBytes = 3 * 1024;
const requestIds =
  /\$(?:\{context\.(?:requestId|extendedRequestId)\}|context\.(?:requestId|extendedRequestId)\b)/;

/** The settings after one patch operation below `/accessLogSettings`; `null` removes them, `undefined` is no such path. */
export function patchAccessLog(
  former: AccessLogSettings | undefined,
  op: string,
  name: string | undefined,
  value: string,
): AccessLogSettings | null | undefined {
  if (op === 'remove' && name === undefined) return null;
  if (op !== 'replace' && op !== 'add') return undefined;
  if (name === 'format') return { ...former, format: value };
  // `Fn::GetAtt` of a log group ends in `:*`, which AWS leaves out.
  if (name === 'destinationArn') return { ...former, destinationArn: value.replace(/:\*$/, '') };
  return undefined;
}

/** Refuses what AWS refuses. `hasLogGroup` looks up a log group of CloudWatch Logs by its name. */
export function checkAccessLog(
  { destinationArn = '', format }: AccessLogSettings,
  hasLogGroup: (name: string) => boolean,
): void {
  checkDestination(destinationArn, hasLogGroup);
  checkFormat(format);
}

function checkDestination(arn: string, hasLogGroup: (name: string) => boolean): void {
  const [prefix, , service, , , type, name = ''] = arn.split(':');
  if (prefix !== 'arn' || type === undefined) {
    throw badRequest(
      "Invalid ARN specified in the request. ARNs must start with 'arn:' and contain at least 6 elements delimited by ':'.",
    );
  }
  if (service === 'firehose') throw notOffered('A Firehose stream as the destination of access logs');
  if (service !== 'logs' || type !== 'log-group') {
    throw badRequest(`Invalid ARN specified in the request: expected a log group, received ${arn}`);
  }
  if (!/^[\w/.#-]+$/.test(name)) {
    throw badRequest(
      `Access log destination must only contain characters a-z, A-Z, 0-9, '_', '-', '/', '.': '${name}'`,
    );
  }
  if (!hasLogGroup(name)) throw badRequest('The specified log group does not exist.');
}

function checkFormat(format: string | undefined): void {
  if (format === undefined || !requestIds.test(format)) {
    throw badRequest(
      `Access Log format must include either $context.requestId or $context.extendedRequestId : '${format ?? null}'`,
    );
  }
  if (/[\r\n]/.test(format.replace(/\r?\n$/, ''))) {
    throw badRequest(
      `Access Log format must be single line, new line character is allowed only at end of the format: '${format}'`,
    );
  }
  const bytes = Buffer.byteLength(format);
  if (bytes > maxFormatBytes) {
    throw badRequest(`Access Log format must have at most ${maxFormatBytes} bytes, received ${bytes}`);
  }
}
