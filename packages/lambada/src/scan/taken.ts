import type ts from 'typescript-api';
import type { Annotation } from './annotations.ts';

/** A parameter or field, and what its declaration says. */
export interface Taken {
  readonly name?: string;
  readonly declaration: ts.ParameterDeclaration | ts.PropertyDeclaration;
  readonly annotations: readonly Annotation[];
  readonly type: ts.Type;
  /** It has a question mark or an initializer. */
  readonly isOptional: boolean;
  readonly tags: readonly ts.JSDocTag[];
  readonly description?: string;
}
