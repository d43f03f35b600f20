import { type DocumentPath, pathText } from './attribute-value.ts';
import type { Errors } from './expression-scope.ts';

export type PathErrors = Errors<'overlap' | 'conflict'>;

/** Checks each path that it is called with against those before: no two may lead to the same place or through it. */
export function pathChecker(errors: PathErrors): (path: DocumentPath) => void {
  const checked: DocumentPath[] = [];
  return (path) => {
    for (const other of checked) {
      if (errors.overlap !== undefined) return;
      compare(errors, other, path);
    }
    if (errors.overlap === undefined) checked.push(path);
  };
}

function compare(errors: PathErrors, one: DocumentPath, two: DocumentPath): void {
  const both = `must remove or rewrite one of these paths; path one: ${pathText(one)}, path two: ${pathText(two)}`;
  for (let index = 0; index < one.length && index < two.length; index++) {
    if (typeof one[index] !== typeof two[index]) {
      errors.conflict = `Two document paths conflict with each other; ${both}`;
      return;
    }
    if (one[index] !== two[index]) return;
  }
  errors.overlap = `Two document paths overlap with each other; ${both}`;
}
