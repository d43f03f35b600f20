/** A parsed template. Offsets count characters of the source. */
export type Block = readonly Statement[];

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly reference: Reference; readonly prefix: string }
  | { readonly kind: 'set'; readonly target: Reference; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: Block }
  | {
      readonly kind: 'foreach';
      readonly item: string;
      readonly items: Expression;
      readonly body: Block;
      readonly offset: number;
    }
  | { readonly kind: 'define'; readonly name: string; readonly body: Block }
  | { readonly kind: 'stop' | 'break' };

/** The directive that ends a block. */
export type BlockEnd = 'end' | 'else' | 'elseif';

export interface Branch {
  readonly condition: Expression;
  readonly body: Block;
}

export interface Reference {
  readonly kind: 'reference';
  readonly name: string;
  readonly steps: readonly Step[];
  readonly offset: number;
}

export type Step =
  | { readonly kind: 'property'; readonly name: string; readonly offset: number }
  | { readonly kind: 'index'; readonly key: Expression; readonly offset: number }
  | {
      readonly kind: 'method';
      readonly name: string;
      readonly parameters: readonly Expression[];
      readonly offset: number;
    };

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '&&'
  | '||';

export type Expression =
  | Reference
  | { readonly kind: 'literal'; readonly value: string | number | bigint | boolean | undefined }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'interpolated'; readonly body: Block; readonly dropsLast: boolean }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression; readonly offset: number }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };
