/** Of the 256 colours of terminals, those that have a contrast of at least 4 with both white and black. */
export const readableColours = [98, 28, 161, 31, 130, 163, 64, 27, 131, 29, 96, 129];

/** Colours a source's name: the same name has the same colour as long as the process runs. */
export function sourceColours(): (name: string, text: string) => string {
  const byName = new Map<string, number>();
  return (name, text) => {
    const known = byName.get(name);
    const colour = known ?? (readableColours[byName.size % readableColours.length] as number);
    if (known === undefined) byName.set(name, colour);
    return `\x1b[38;5;${colour}m${text}\x1b[39m`;
  };
}
