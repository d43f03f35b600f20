export interface NewOptions {
  readonly package?: string;
}

export async function newProject(
  _folder: string,
  _options: NewOptions,
  _signal: AbortSignal,
): Promise<void> {}
