import type { Writable } from 'node:stream';

/** More text than this is left out until the reader has caught up: a terminal that is paused must not fill the memory. */
const maxWaitingCharacters = 1024 * 1024;
const batchMs = 20;

/** Writes lines in batches, so that a function that logs a lot costs few writes. */
export function createLineWriter(stream: Pick<Writable, 'write' | 'writableLength'>): (line: string) => void {
  let lines: string[] = [];
  let length = 0;
  let leftOut = 0;

  function flush(): void {
    if (leftOut > 0)
      lines.push(`${leftOut} lines of functions were left out: they came faster than they were read.`);
    stream.write(`${lines.join('\n')}\n`);
    lines = [];
    length = 0;
    leftOut = 0;
  }

  return (line) => {
    if (lines.length === 0 && leftOut === 0) setTimeout(flush, batchMs);
    if (length + stream.writableLength > maxWaitingCharacters) {
      leftOut += 1;
      return;
    }
    lines.push(line);
    length += line.length;
  };
}
