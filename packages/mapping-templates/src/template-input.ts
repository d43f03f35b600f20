import type { ContextValues, TemplateContext } from './template-context.ts';

/** What a template can read. Each member is read only when the template names its variable. */
export interface TemplateInput {
  /** The string that `$input` reads; an empty one, the default, reads as `{}`. */
  readonly body?: string;
  readonly params?: RequestParameters;
  /** The values of `$context`; a `TemplateContext` to read afterwards what the template has overridden. */
  readonly context?: TemplateContext | ContextValues;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** The request's parameters by their places. Header names are as the client wrote them. */
export interface RequestParameters {
  readonly path?: Readonly<Record<string, string>>;
  readonly querystring?: Readonly<Record<string, string>>;
  readonly header?: Readonly<Record<string, string>>;
}
