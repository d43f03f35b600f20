/** The message of a function's error; empty where its runtime gave none. */
export function functionErrorMessage(payload: Buffer): string {
  try {
    const error = JSON.parse(payload.toString('utf8')) as { readonly errorMessage?: unknown } | null;
    return typeof error?.errorMessage === 'string' ? error.errorMessage : '';
  } catch {
    return '';
  }
}
