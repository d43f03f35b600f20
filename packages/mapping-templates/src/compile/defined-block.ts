import { TemplateObject } from '../values/value.ts';
import { type Run, type Scope, textOf } from './scope.ts';

/** The value of `#define`: a part of the template that is rendered where it is printed. */
export class DefinedBlock extends TemplateObject {
  readonly #body: Run;
  readonly #scope: Scope;
  #depth = 0;

  constructor(body: Run, scope: Scope) {
    super();
    this.#body = body;
    this.#scope = scope;
  }

  override property(): undefined {
    return undefined;
  }

  /** Velocity lets a block print itself, but not a second time. */
  override toText(): string {
    if (this.#depth === 2) return '';
    this.#depth += 1;
    this.#scope.meter.spend(1);
    try {
      return textOf(this.#body, this.#scope);
    } finally {
      this.#depth -= 1;
    }
  }
}
