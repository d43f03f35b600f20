/** `/opt` at the beginning of a path, alone or in a list or an option: `A:/opt/b`, `--require=/opt/c`. */
const opt = /(^|[\s:;=])\/opt(?=$|[\s:;/])/g;

/** A value in which paths of `/opt` lead to the folder of a function's layers: there is no such folder on this machine. */
export function inLayers(value: string, layersRoot: string | undefined): string {
  return layersRoot === undefined ? value : value.replace(opt, (_, before: string) => before + layersRoot);
}
