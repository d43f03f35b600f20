import { notOffered } from './refuse.ts';

/** A template without `$` and `#` is its own text. */
export function refuseDirectives(templates: Readonly<Record<string, string>>, where: string): void {
  for (const [contentType, template] of Object.entries(templates)) {
    if (/[$#]/.test(template)) {
      throw notOffered(`A mapping template with variables or directives (${contentType} in ${where})`);
    }
  }
}
