/**
 * An error whose name and message an API without proxy integration reads: the function's failure
 * shows them as `errorType` and `errorMessage`, and selection patterns match the message.
 */
export class IntegrationError extends Error {
  constructor(errorType: string, errorMessage: string) {
    super(errorMessage);
    this.name = errorType;
    // The gateway passes the whole failure on where no template maps it, stack included.
    this.stack = `${errorType}: ${errorMessage}`;
  }
}
