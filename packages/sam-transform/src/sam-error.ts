/** A template the SAM transform refuses; `findings` has one sentence a fault, the message is AWS's for all of them. */
export class SamError extends Error {
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    const distinct = [...new Set(findings)];
    super(
      'Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. ' +
        `Number of errors found: ${distinct.length}. ${distinct.join(' ')}`,
    );
    this.name = 'SamError';
    this.findings = distinct;
  }
}

export function invalidTemplate(message: string): SamError {
  return new SamError([`Structure of the SAM template is invalid. ${message}`]);
}

export function invalidResource(logicalId: string, message: string): SamError {
  return new SamError([`Resource with id [${logicalId}] is invalid. ${message}`]);
}

/** The fault of an event is reported on the function that has it. */
export function invalidEvent(functionId: string, eventId: string, message: string): SamError {
  return invalidResource(functionId, `Event with id [${eventId}] is invalid. ${message}`);
}

/** A value as findings quote it. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Maps every item; throws one error with the findings of all that failed. */
export function collect<Item, Result>(items: readonly Item[], map: (item: Item) => Result): Result[] {
  const results: Result[] = [];
  const findings: string[] = [];
  for (const item of items) {
    try {
      results.push(map(item));
    } catch (error) {
      if (!(error instanceof SamError)) throw error;
      findings.push(...error.findings);
    }
  }
  if (findings.length > 0) throw new SamError(findings);
  return results;
}
