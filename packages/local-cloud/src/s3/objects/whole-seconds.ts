/** Now. `Last-Modified` has no finer unit, and documents show the same time with `.000Z`. */
export function wholeSeconds(): Date {
  return new Date(Math.floor(Date.now() / 1000) * 1000);
}
