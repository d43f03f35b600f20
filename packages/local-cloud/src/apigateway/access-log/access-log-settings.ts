import type { AccessLogSettings } from '@aws-sdk/client-api-gateway';
import { badRequest, notOffered } from '../errors.ts';

const maxFormatBytes = 3 * 1024;
const requestIds =
  /\$(?:\{context\.(?:requestId|extendedRequestId)\}|context\.(?:requestId|extendedRequestId)\b)/;

/** The settings after one patch operation below `/accessLogSettings`; `null` removes them. */
export function patchAccessLog(
  former: AccessLogSettings | undefined,
  op: string,
  name: string | undefined,
  value: string,
): AccessLogSettings | null {
  if (op === 'remove') {
    if (name === undefined) return null;
    throw badRequest(
      `Cannot remove method setting accessLogSettings/${name} because there is no method setting for this method `,
    );
  }
  if (name !== 'format' && name !== 'destinationArn') {
    throw badRequest(
      'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
    );
  }
  if (value === '') throw badRequest('Access Log value must not be empty');
  // `Fn::GetAtt` of a log group ends in `:*`, which AWS leaves out.
  return { ...former, [name]: name === 'destinationArn' ? value.replace(/:\*$/, '') : value };
}

/** Refuses what AWS refuses. It takes a log group that does not exist (yet), and one setting without the other. */
export function checkAccessLog({ destinationArn, format }: AccessLogSettings): void {
  if (destinationArn !== undefined) checkDestination(destinationArn);
  if (format !== undefined) checkFormat(format);
}

function checkDestination(arn: string): void {
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
}

function checkFormat(format: string): void {
  if (!requestIds.test(format)) {
    throw badRequest(
      `Access Log format must include either $context.requestId or $context.extendedRequestId : '${format}'`,
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
