import { TemplateObject, type Value } from '../values/value.ts';

/** `$foreach` */
export class ForeachState extends TemplateObject {
  index = 0;
  readonly #size: number;
  readonly #parent: ForeachState | undefined;

  constructor(size: number, outer: Value) {
    super();
    this.#size = size;
    this.#parent = outer instanceof ForeachState ? outer : undefined;
  }

  get hasNext(): boolean {
    return this.index + 1 < this.#size;
  }

  override property(name: string): Value {
    switch (name) {
      case 'index':
        return this.index;
      case 'count':
        return this.index + 1;
      case 'hasNext':
        return this.hasNext;
      case 'first':
        return this.index === 0;
      case 'last':
        return !this.hasNext;
      case 'parent':
        return this.#parent;
      case 'topmost':
        return this.#topmost();
      default:
        return undefined;
    }
  }

  /** `getIndex()`, `isFirst()`, `hasNext()` … */
  override call(name: string, parameters: readonly Value[]): Value {
    const property = name.replace(/^(?:get|is)(?=[A-Z])/, '');
    const isGetter = parameters.length === 0 && (name === 'hasNext' || property !== name);
    return isGetter ? this.property(property.charAt(0).toLowerCase() + property.slice(1)) : undefined;
  }

  override toText(): string {
    return '{}';
  }

  #topmost(): ForeachState {
    return this.#parent ? this.#parent.#topmost() : this;
  }
}
