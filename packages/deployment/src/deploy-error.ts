/** An outcome the person at the terminal can act on: its message is the whole story, no stack trace. */
export class DeployError extends Error {
  override name = 'DeployError';
}
