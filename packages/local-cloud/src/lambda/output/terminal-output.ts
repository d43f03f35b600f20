import type { Writable } from 'node:stream';
import { stripVTControlCharacters, styleText } from 'node:util';
import type { EnvironmentOutput, FunctionOutput } from './function-output.ts';
import { createLineWriter } from './line-writer.ts';
import { readLogMessage } from './read-log-message.ts';

const colours = ['cyan', 'magenta', 'green', 'yellow', 'blue', 'cyanBright', 'magentaBright'] as const;
type Colour = (typeof colours)[number] | 'red';

/**
 * Shows each line of a function as `label │ line`, on a terminal with a colour for each function and errors in red.
 * `NO_COLOR` and `FORCE_COLOR` are respected.
 */
export function createTerminalOutput(
  stream: Writable,
  labelOf: (functionName: string) => string,
): FunctionOutput {
  const writeLine = createLineWriter(stream);
  const colourOf = new Map<string, Colour>();

  function paint(colour: Colour, text: string): string {
    return styleText(colour, text, { stream });
  }

  function prefixOf(functionName: string): string {
    const label = labelOf(functionName);
    const colour = colourOf.get(label) ?? colours[colourOf.size % colours.length] ?? 'cyan';
    colourOf.set(label, colour);
    return `${paint(colour, label)} │ `;
  }

  function open(functionName: string): EnvironmentOutput {
    /** Found out with the first line: while a stack is created its function has no label yet. */
    let prefix: string | undefined;
    let requestId = '';

    function show(text: string, isError: boolean): void {
      prefix ??= prefixOf(functionName);
      for (const line of text.split('\n')) {
        const harmless = withoutControls(line);
        writeLine(prefix + (isError ? paint('red', harmless) : harmless));
      }
    }

    return {
      begin(id) {
        requestId = id;
      },
      line(message) {
        const { text, isError, isFailure } = readLogMessage(message);
        show(text, isError);
        if (isFailure && requestId) show(`Request id: ${requestId}`, true);
      },
      failed(reason) {
        show(`${reason}\nRequest id: ${requestId}`, true);
      },
    };
  }

  return { open };
}

/** A function may log what any client has sent: no control character but the tab reaches the terminal. */
function withoutControls(line: string): string {
  if (!/(?!\t)\p{Cc}/u.test(line)) return line;
  return stripVTControlCharacters(line).replace(/(?!\t)\p{Cc}/gu, '');
}
