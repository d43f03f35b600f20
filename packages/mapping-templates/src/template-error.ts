/** A place in a template, both numbers from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A template that cannot be parsed or rendered (VT-30). The message ends with the place. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly place: Place;
  /** AWS can run the template, this engine cannot. */
  readonly isUnsupported: boolean;

  constructor(problem: string, place: Place, isUnsupported = false) {
    super(`${problem} at line ${place.line}, column ${place.column}`);
    this.place = place;
    this.isUnsupported = isUnsupported;
  }
}

/** A failed method or an exceeded limit, before its place in the template is known. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
}

export function placeIn(source: string, offset: number): Place {
  const before = source.slice(0, offset);
  return {
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
  };
}
