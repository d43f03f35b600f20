type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

export interface Spinner {
  stop(): void;
}

const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/**
 * Turns beside the text until it is stopped, and leaves nothing on the screen. Only on a terminal, and on standard error,
 * where it disturbs no pipe: libraries for this look at standard output, or end the process on Ctrl-C.
 */
export function startSpinner(text: string, terminal: Terminal = process.stderr): Spinner {
  if (!terminal.isTTY || process.env.TERM === 'dumb') return { stop() {} };
  let isOver = false;
  let turn = 0;
  const draw = () => terminal.write(`\r${frames[turn++ % frames.length]} ${text}`);
  draw();
  const timer = setInterval(draw, 80);
  return {
    stop() {
      if (!isOver) terminal.write('\r\x1b[K');
      isOver = true;
      clearInterval(timer);
    },
  };
}
