import ts from 'typescript-api';
import type { Operation } from '../model.ts';
import type { AnnotatedMethod } from './annotated-methods.ts';

/** The first paragraph of a method's doc comment is the summary, the rest the description. Tags are inherited with the annotations. */
export function readDocs(
  checker: ts.TypeChecker,
  { symbol, declaration, annotated }: AnnotatedMethod,
): Pick<Operation, 'summary' | 'description' | 'isDeprecated' | 'errors'> {
  const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  const [first = '', ...rest] = comment.split(/\n\s*\n/);
  const summary = first.replaceAll(/\s+/g, ' ').trim();
  const description = rest.join('\n\n').trim();
  const tags = [...new Set([declaration, annotated])].flatMap((each) => ts.getJSDocTags(each));
  return {
    ...(summary && { summary }),
    ...(description && { description }),
    isDeprecated: tags.some((tag) => tag.tagName.text === 'deprecated'),
    errors: tags.flatMap(errorOf),
  };
}

/** `@throws {404} There is no such pet.` */
function errorOf(tag: ts.JSDocTag): Operation['errors'] {
  if (!ts.isJSDocThrowsTag(tag) || !tag.typeExpression) return [];
  const status = Number(tag.typeExpression.type.getText());
  if (!Number.isInteger(status) || status < 400 || status > 599) return [];
  return [{ status, description: (ts.getTextOfJSDocComment(tag.comment) ?? '').trim() }];
}
