/** Work that shows which worker did it. */
export function processId(): number {
  return process.pid;
}
