/** Explains an error of the operating system that the developer can fix: what is wrong, and what to do. */
export function explainSystemFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full (${code}${path ? `: ${path}` : ''}). Free some space, or set TMPDIR to a folder on another disk and start the cloud again.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `This user may not write to ${path ?? 'the temporary folder'} (${code}). Set TMPDIR to a folder that this user can write to and start the cloud again.`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `The folder of ${path ?? 'the cloud'} does not exist (${code}). Set TMPDIR to a folder that exists and start the cloud again.`;
    case 'EMFILE':
    case 'ENFILE':
      return `The system allows no more open files (${code}). Raise the limit with "ulimit -n 4096" and start the cloud again, or run fewer functions at once.`;
    case 'EAGAIN':
      return `The system allows no more processes (${code}). End some, or run fewer functions at once.`;
    default:
      return undefined;
  }
}
