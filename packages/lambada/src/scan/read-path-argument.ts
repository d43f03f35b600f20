import { type Annotation, argumentValues } from './annotations.ts';
import { parsePath } from './parse-path.ts';
import type { ScanContext } from './scan-context.ts';

/** The template that `@Path` has; '' after a report. */
export function readPathArgument({ checker, reporter }: ScanContext, annotation: Annotation): string {
  const [template] = argumentValues(checker, reporter, annotation) ?? [];
  if (typeof template !== 'string') {
    if (!annotation.arguments?.length) {
      reporter.report(annotation.node, 'missing-argument', "Expected a path: write @Path('/…').");
    }
    return '';
  }
  for (const problem of parsePath(template).problems) {
    reporter.report(annotation.arguments?.[0] ?? annotation.node, 'invalid-path', problem);
  }
  return template;
}
