/** npm starts a script in the folder of its workspace; the files on its command line are where npm was called. */
export function enterCallersFolder(script: string): void {
  const { npm_lifecycle_event: started, INIT_CWD: folder } = process.env;
  if (started === script && folder) process.chdir(folder);
}
