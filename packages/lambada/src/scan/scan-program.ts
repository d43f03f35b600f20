import ts from 'typescript-api';
import type { ApiModel, ResourceClass } from '../model.ts';
import { createSchemas } from '../schema/create-schemas.ts';
import { annotationsOf } from './annotations.ts';
import { readClass } from './read-class.ts';
import type { Reporter } from './reporter.ts';
import type { ScanContext } from './scan-context.ts';

type Scanned = Pick<ApiModel, 'classes' | 'schemas' | 'authorizers' | 'exceptionMappers'>;

/** The annotated classes of a program. What is wrong goes to the reporter. */
export function scanProgram(program: ts.Program, reporter: Reporter): Scanned {
  const checker = program.getTypeChecker();
  const schemas = createSchemas(program, reporter);
  const context: ScanContext = { checker, reporter, schemas, authorizerNames: [] };
  const classes = classesOf(program).flatMap((declaration): ResourceClass[] => {
    const annotations = annotationsOf(checker, declaration);
    const path = annotations.find(({ name }) => name === 'Path');
    const read = path && readClass(context, declaration, path);
    return read ? [read] : [];
  });
  return { classes, schemas: schemas.components(), authorizers: {}, exceptionMappers: [] };
}

function classesOf(program: ts.Program): ts.ClassDeclaration[] {
  return program
    .getSourceFiles()
    .filter((source) => !source.isDeclarationFile && !program.isSourceFileFromExternalLibrary(source))
    .flatMap((source) => source.statements.filter(ts.isClassDeclaration));
}
