import path from 'node:path';
import type ts from 'typescript-api';
import type { Diagnostic, Position } from '../model.ts';

/** Collects every diagnostic of a project, so that one build shows all of them. */
export interface Reporter {
  report(node: ts.Node, code: string, message: string): void;
  reportAt(position: Position, code: string, message: string): void;
  positionOf(node: ts.Node): Position;
  /** Relative to the project's folder. */
  fileOf(source: ts.SourceFile): string;
  /** By file and position, each once. */
  diagnostics(): Diagnostic[];
}

export function createReporter(folder: string): Reporter {
  const found = new Map<string, Diagnostic>();

  const fileOf = (source: ts.SourceFile) => path.relative(folder, source.fileName).split(path.sep).join('/');
  const positionOf = (node: ts.Node): Position => {
    const source = node.getSourceFile();
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    return { file: fileOf(source), line: line + 1, column: character + 1 };
  };
  const reportAt = ({ file, line, column }: Position, code: string, message: string) => {
    found.set([file, line, column, code, message].join('\0'), { file, line, column, code, message });
  };

  return {
    report: (node, code, message) => reportAt(positionOf(node), code, message),
    reportAt,
    positionOf,
    fileOf,
    diagnostics: () => [...found.values()].sort(byPosition),
  };
}

function byPosition(left: Position, right: Position): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

/** `file:line:column: message`, as editors and terminals link it. */
export function formatDiagnostic({ file, line, column, message }: Diagnostic): string {
  return `${file}:${line}:${column}: ${message}`;
}
