/** Where something stands in a template, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A template that cannot be parsed or rendered. The client hears of it as an opaque 500, the execution log in full. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly place: Place;
  /** AWS would run it, this engine cannot. */
  readonly isUnsupported: boolean;

  constructor(problem: string, place: Place, isUnsupported = false) {
    super(`${problem} at line ${place.line}, column ${place.column}`);
    this.place = place;
    this.isUnsupported = isUnsupported;
  }
}

/** What a method or a limit objects to, before it is known where in the template it was asked for. */
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
