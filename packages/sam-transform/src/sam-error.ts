/** One reason why a template cannot be expanded. */
export interface SamProblem {
  /** The logical id of the resource at fault; absent where the template as a whole is. */
  readonly resource?: string;
  /** The property at fault, where it is one and no event's. */
  readonly property?: string;
  /** The event at fault, as the sentence has it: its name, or that after the logical id of its function. */
  readonly event?: string;
  /** AWS's sentence, which names both. */
  readonly message: string;
  /** What AWS's translator has and this transform lacks, with its verb: `events of type Kinesis are`. */
  readonly unsupported?: string;
}

/** How the modules of the transform refuse a template; `transformSam` returns the problems instead. */
export class SamError extends Error {
  readonly problems: readonly SamProblem[];
  /** Nothing else of the template is reported then. */
  readonly isFinal: boolean;

  constructor(problems: readonly SamProblem[], isFinal = false) {
    super(problems.map(({ message }) => message).join(' '));
    this.name = 'SamError';
    this.problems = problems;
    this.isFinal = isFinal;
  }
}

/** What CloudFormation responds to a template with these problems. */
export function samMessage(problems: readonly SamProblem[]): string {
  const messages = problems.map(({ message }) => message).join(' ');
  return (
    'Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. ' +
    `Number of errors found: ${problems.length}. ${messages}`
  );
}

export function invalidTemplate(message: string): SamError {
  return new SamError([{ message: `Structure of the SAM template is invalid. ${message}` }]);
}

/** The fault of an API's definition: there the translator stops, and reports it alone. */
export function invalidDefinition(message: string): SamError {
  return new SamError(invalidTemplate(message).problems, true);
}

export function invalidResource(resource: string, message: string, property?: string): SamError {
  const sentence = `Resource with id [${resource}] is invalid. ${message}`;
  return new SamError([{ resource, ...(property !== undefined && { property }), message: sentence }]);
}

/** The fault of an event is reported on the function that has it. */
export function invalidEvent(functionId: string, eventId: string, message: string): SamError {
  return invalidResource(functionId, `Event with id [${eventId}] is invalid. ${message}`);
}

/** The refusal of what AWS has and this transform lacks; `what` has its verb. */
export function notSupported(resource: string, what: string, property?: string): SamError {
  return unsupported(what, invalidResource(resource, `${what} not supported by this transform`, property));
}

export function notSupportedInEvent(functionId: string, eventId: string, what: string): SamError {
  const error = invalidEvent(functionId, eventId, `${what} not supported by this transform`);
  return unsupported(what, new SamError(error.problems.map((problem) => ({ ...problem, event: eventId }))));
}

function unsupported(what: string, { problems }: SamError): SamError {
  return new SamError(problems.map((problem) => ({ ...problem, unsupported: what })));
}

/** A value as messages quote it: other than a string, as the translator's Python prints it. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? value : pythonText(value);
}

function pythonText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).map(([name, item]) => `'${name}': ${pythonText(item)}`);
  return `{${entries.join(', ')}}`;
}

/** The name of a value's type, in Python's words. */
export function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (Array.isArray(value)) return 'list';
  return { boolean: 'bool', string: 'str' }[typeof value as string] ?? 'dict';
}

/** The value of `run`, or the problems for which it refuses. */
export function attempt<Value>(run: () => Value): { value: Value } | Pick<SamError, 'problems' | 'isFinal'> {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof SamError) return { problems: error.problems, isFinal: error.isFinal };
    throw error;
  }
}

/** Maps every item; throws one error with the problems of all that failed. */
export function collect<Item, Result>(items: readonly Item[], map: (item: Item) => Result): Result[] {
  const attempts = items.map((item) => attempt(() => map(item)));
  const problems = attempts.flatMap((each) => ('problems' in each ? each.problems : []));
  if (problems.length > 0) throw new SamError(problems);
  return attempts.flatMap((each) => ('value' in each ? [each.value] : []));
}
