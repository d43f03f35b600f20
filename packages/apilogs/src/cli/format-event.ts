import type { LogEvent } from '../log-event.ts';
import { relatedRequestIds } from '../trace/request-ids.ts';
import { sourceColours } from './source-colours.ts';
import { visibleJson, visibleText } from './visible-text.ts';

export interface FormatOptions {
  readonly color: boolean;
  readonly json: boolean;
  readonly group: boolean;
  readonly stream: boolean;
  readonly timestamp: boolean;
  readonly ingestionTime: boolean;
}

/** Prints an event: as JSON in one line, or line by line with where it comes from. Each line ends with a line feed. */
export function eventFormatter(options: FormatOptions): (event: LogEvent) => string {
  if (options.json) return (event) => `${visibleJson(jsonEvent(event))}\n`;
  const colour = options.color ? sourceColours() : (_: string, text: string) => text;
  return (event) => {
    const { source, streamName, timestamp, ingestionTime } = event;
    let start = '';
    if (options.group) start += `${colour(source.name, source.name)} `;
    if (options.stream) start += `${colour(source.name, visibleText(streamName))} `;
    if (options.timestamp) start += `${new Date(timestamp).toISOString()} `;
    if (options.ingestionTime) start += `${new Date(ingestionTime).toISOString()} `;
    return printedLines(event, start);
  };
}

function printedLines(event: LogEvent, start: string): string {
  const text = visibleText(event.message.trimEnd());
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const { requestId } = event;
  const isMarked = requestId === undefined || first.includes(requestId);
  const firstLine = `${start}${isMarked ? '' : `(${requestId}) `}${first}\n`;
  if (end < 0) return firstLine;
  // `grep` takes lines apart: each one says itself whose it is.
  const ids = new Set([
    ...(requestId ? [requestId] : []),
    ...relatedRequestIds(event.source.kind, event.message),
  ]);
  const rest = text.slice(end + 1).split('\n');
  return firstLine + rest.map((line) => `${start}${marksFor(line, ids)}${line}\n`).join('');
}

function marksFor(line: string, ids: ReadonlySet<string>): string {
  let marks = '';
  for (const id of ids) if (!line.includes(id)) marks += `(${id}) `;
  return marks;
}

function jsonEvent({ source, streamName, timestamp, ingestionTime, message, id, requestId }: LogEvent) {
  return {
    source: source.kind,
    ...(source.kind === 'function' && { function: source.name }),
    timestamp: new Date(timestamp).toISOString(),
    requestId,
    message: message.trimEnd(),
    logGroup: source.logGroupName,
    logStream: streamName,
    ingestionTime: new Date(ingestionTime).toISOString(),
    id,
  };
}
