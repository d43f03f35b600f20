import { type Annotation, argumentValues } from './annotations.ts';
import type { ScanContext } from './scan-context.ts';

const mediaType = /^(\*|[\w!#$&^.+-]+)\/(\*|[\w!#$&^.+-]+)(\s*;\s*[\w-]+=("[^"]*"|[\w.+-]+))*$/;

/** The media types that `@Consumes` or `@Produces` lists; nothing without the annotation. */
export function readMediaTypes(
  { checker, reporter }: ScanContext,
  annotation: Annotation | undefined,
): string[] {
  if (!annotation) return [];
  const values = argumentValues(checker, reporter, annotation) ?? [];
  if (!annotation.arguments?.length) {
    const message = `Expected a media type: write @${annotation.name}('application/json').`;
    reporter.report(annotation.node, 'missing-argument', message);
  }
  return values.flatMap((value, index) => {
    if (typeof value === 'string' && mediaType.test(value)) return [value.toLowerCase()];
    const message = `Expected a media type such as application/json, found ${JSON.stringify(value)}.`;
    reporter.report(annotation.arguments?.[index] ?? annotation.node, 'invalid-media-type', message);
    return [];
  });
}
