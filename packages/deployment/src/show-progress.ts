import { styleText } from 'node:util';
import { isWarning, type Progress, type Report } from './progress.ts';

/** The part of a terminal or a pipe that the display needs. */
export type Display = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/**
 * Prints progress as lines: each step, each resource when it is done, and failures with their reason. A terminal
 * also has a last line with the resources still at work. Call `end` before printing anything else.
 */
export function showProgress(stream: Display): { report: Report; end: () => void } {
  const working = new Map<string, string>();
  const start = performance.now();
  const clear = () => stream.isTTY && stream.write('\r\u001b[K');
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream });

  const report: Report = (progress) => {
    clear();
    if (progress.kind === 'resource') follow(working, progress);
    const line = lineOf(progress, paint);
    if (line) stream.write(`${line}\n`);
    if (stream.isTTY && working.size > 0) {
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      const text = `  … ${seconds} s, at work: ${[...working.keys()].join(', ')}`;
      stream.write(paint('dim', text.slice(0, (stream.columns ?? 80) - 1)));
    }
  };
  return { report, end: () => void clear() };
}

function follow(
  working: Map<string, string>,
  { logicalId, status }: Extract<Progress, { kind: 'resource' }>,
): void {
  if (status.endsWith('_IN_PROGRESS')) working.set(logicalId, status);
  else working.delete(logicalId);
}

function lineOf(
  progress: Progress,
  paint: (format: Parameters<typeof styleText>[0], text: string) => string,
): string | undefined {
  if (progress.kind === 'step') return progress.text;
  if (progress.kind === 'warning') return paint('yellow', progress.text);
  const { logicalId, type, status, reason } = progress;
  if (status.endsWith('_IN_PROGRESS')) return undefined;
  const text = `  ${status.padEnd(20)} ${logicalId} ${paint('dim', type)}`;
  const isFailed = status.endsWith('_FAILED');
  const because = reason && (isFailed || isWarning(progress)) ? `\n    ${reason}` : '';
  return paint(isFailed ? 'red' : 'green', text) + because;
}
