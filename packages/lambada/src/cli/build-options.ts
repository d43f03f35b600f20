/** Of the commands that read a project. */
export interface BuildOptions {
  readonly project: string;
  readonly output?: string;
  readonly functionPer?: string;
}
