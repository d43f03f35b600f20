/** Why a runtime cannot even be started; the caller hears of it as of a failed initialisation. */
export class StartError extends Error {
  override readonly name = 'Runtime.InvalidEntrypoint';

  /** The function's error payload. */
  get payload(): Buffer {
    return Buffer.from(JSON.stringify({ errorType: this.name, errorMessage: this.message }));
  }
}
