import { invalidFilterPattern } from '../errors.ts';
import { readTest } from './operand.ts';
import { type Condition, PatternReader, readConditions } from './pattern-reader.ts';

/** A field's condition, or `...` for any number of fields. */
type Field = Condition<string> | '...';

/** `[ip, ..., status = 4* && status != 404, bytes]`: one condition for each field of a message, in order. */
export function parseFields(source: string): Condition<string> {
  const reader = new PatternReader(source);
  const fields = [readField(reader)];
  while (reader.take(/,/y)) fields.push(readField(reader));
  if (!reader.isAtEnd) throw invalidFilterPattern();

  const gap = fields.indexOf('...');
  if (gap !== fields.lastIndexOf('...')) throw invalidFilterPattern();
  const head = conditionsOf(gap < 0 ? fields : fields.slice(0, gap));
  const tail = conditionsOf(gap < 0 ? [] : fields.slice(gap + 1));
  const least = head.length + tail.length;
  return (message) => {
    const values = splitFields(message);
    if (gap < 0 ? values.length !== least : values.length < least) return false;
    const last = values.slice(values.length - tail.length);
    return (
      head.every((matches, index) => matches(values[index] ?? '')) &&
      tail.every((matches, index) => matches(last[index] ?? ''))
    );
  };
}

const bareWord = /[^\s,()&|"%=<>!\]]+/y;

function readField(reader: PatternReader): Field {
  if (reader.take(/\.\.\.|…/y)) return '...';
  const name = reader.take(/[\w-]+/y)?.[0];
  if (name === undefined) return () => true;
  let first: Condition<string> | undefined = readOptionalTest(reader);
  if (!first) return () => true;
  // Each condition after the first one names the field again.
  return readConditions(reader, () => {
    const test = first ?? readNamedTest(reader, name);
    first = undefined;
    return test;
  });
}

function readOptionalTest(reader: PatternReader): Condition<string> | undefined {
  return reader.isAtEnd || reader.isAt(',') ? undefined : readTest(reader, bareWord);
}

function readNamedTest(reader: PatternReader, name: string): Condition<string> {
  if (reader.take(/[\w-]+/y)?.[0] !== name) throw invalidFilterPattern();
  return readTest(reader, bareWord);
}

function conditionsOf(fields: readonly Field[]): Condition<string>[] {
  return fields.filter((field) => field !== '...');
}

/** What stands between quotation marks or square brackets is one field. */
function splitFields(message: string): string[] {
  return Array.from(
    message.matchAll(/"([^"]*)"|\[([^\]]*)\]|\S+/g),
    ([whole, quoted, bracketed]) => quoted ?? bracketed ?? whole,
  );
}
