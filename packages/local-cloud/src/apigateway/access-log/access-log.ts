import { createHash } from 'node:crypto';
import type { AccessLogSettings } from '@aws-sdk/client-api-gateway';
import type { LogStore } from '../execution-log/execution-log.ts';
import { type AccessedCall, type AccessVariable, accessVariable } from './access-variables.ts';

/** Makes the line of a call for the log group of its stage. */
export interface AccessLog {
  readonly groupName: string;
  readonly streamName: string;
  readonly line: (accessed: AccessedCall) => string;
}

/** AWS's limit of an entry, in bytes; longer ones are cut. */
const maxLineBytes = 1024 * 1024;

/** Compiles the settings of a stage, which were checked before. There is no log without both. */
export function compileAccessLog(settings: AccessLogSettings | undefined): AccessLog | undefined {
  const { destinationArn, format } = settings ?? {};
  if (destinationArn === undefined || format === undefined) return undefined;
  const parts = compileFormat(format.replace(/\r?\n$/, ''));
  return {
    groupName: destinationArn.split(':')[6] ?? '',
    // AWS spreads a stage over many streams with such names; here a destination has one.
    streamName: createHash('md5').update(destinationArn).digest('hex'),
    line: (accessed) => cut(parts.map((part) => (typeof part === 'string' ? part : part(accessed))).join('')),
  };
}

/** Writes the line of a call. It is lost where the log group is gone, as on AWS. */
export function writeAccess(
  { groupName, streamName, line }: AccessLog,
  accessed: AccessedCall,
  logs: LogStore,
): void {
  if (!logs.hasGroup(groupName)) return;
  logs.write(groupName, streamName, [{ timestamp: Date.now(), message: line(accessed) }]);
}

/** `$context.name` or `${context.name}`. Names of claims may have colons, such as `custom:team`. */
const variable =
  /\$(?:\{context\.([^}]+)\}|context\.((?:authorizer\.claims\.\w+(?:[-:]\w+)*)|\w+(?:[-.]\w+)*))/g;

type Part = string | ((accessed: AccessedCall) => string);

function compileFormat(format: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of format.matchAll(variable)) {
    const name = match[1] ?? match[2] ?? '';
    parts.push(format.slice(end, match.index), shown(accessVariable(name), quoted.has(name)));
    end = match.index + match[0].length;
  }
  parts.push(format.slice(end));
  return parts;
}

/** These have the quotes or escapes of JSON already. */
const quoted = new Set(['error.messageString', 'error.validationErrorString']);

/** A quote in a header of the client must not end a string of the format, and a line feed must not end the line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is escaped
const unsafe = /["\\\u0000-\u001f\u007f]/;

function shown(read: AccessVariable, isQuoted: boolean): (accessed: AccessedCall) => string {
  return (accessed) => {
    const value = read(accessed);
    if (value === null || value === undefined || value === '' || typeof value === 'object') return '-';
    const text = String(value);
    return isQuoted || !unsafe.test(text) ? text : JSON.stringify(text).slice(1, -1);
  };
}

function cut(line: string): string {
  if (line.length * 3 <= maxLineBytes || Buffer.byteLength(line) <= maxLineBytes) return line;
  return Buffer.from(line)
    .toString('utf8', 0, maxLineBytes)
    .replace(/\uFFFD+$/, '');
}
