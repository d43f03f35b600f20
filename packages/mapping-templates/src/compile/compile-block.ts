import type { Block, Statement } from '../syntax/ast.ts';
import { javaText } from '../values/java-text.ts';
import { compileCondition, compileExpression } from './compile-expression.ts';
import { compileForeach } from './compile-foreach.ts';
import { compileReference } from './compile-reference.ts';
import { compileSet } from './compile-set.ts';
import { DefinedBlock } from './defined-block.ts';
import { type Compilation, guarded, type Run, type Scope, slotOf } from './scope.ts';

/** Compiles statements into one function that runs them in order. */
export function compileBlock(compilation: Compilation, block: Block): Run {
  const statements = block.map((statement) => compileStatement(compilation, statement));
  const [only] = statements;
  if (only && statements.length === 1) return only;
  return (scope) => {
    for (const run of statements) {
      run(scope);
      if (scope.leaving) return;
    }
  };
}

function compileStatement(compilation: Compilation, statement: Statement): Run {
  switch (statement.kind) {
    case 'text':
      return (scope) => print(scope, statement.text);
    case 'output':
      return compileOutput(compilation, statement);
    case 'set':
      return compileSet(compilation, statement.target, compileExpression(compilation, statement.value));
    case 'if':
      return compileIf(compilation, statement);
    case 'foreach':
      return compileForeach(compilation, statement);
    case 'define': {
      const slot = slotOf(compilation, statement.name);
      const body = compileBlock(compilation, statement.body);
      return (scope) => {
        scope.variables[slot] = new DefinedBlock(body, scope);
      };
    }
    case 'stop':
    case 'break':
      return (scope) => {
        scope.leaving = statement.kind;
      };
  }
}

function print(scope: Scope, text: string): void {
  scope.out = scope.meter.bounded(scope.out + text);
}

function compileOutput(compilation: Compilation, { reference, prefix }: Statement & { kind: 'output' }): Run {
  const evaluate = compileReference(compilation, reference);
  return guarded(compilation, reference.offset, (scope) => {
    const value = evaluate(scope);
    print(scope, prefix + (typeof value === 'string' ? value : javaText(value, scope.meter)));
  });
}

function compileIf(compilation: Compilation, { branches, otherwise }: Statement & { kind: 'if' }): Run {
  const tests = branches.map(({ condition }) => compileCondition(compilation, condition));
  const bodies = [...branches.map(({ body }) => body), otherwise].map((body) =>
    compileBlock(compilation, body),
  );
  return (scope) => {
    // When no test holds, -1 chooses the last body, which is that of `#else`.
    const chosen = tests.findIndex((test) => test(scope));
    bodies.at(chosen)?.(scope);
  };
}
