/** What a person reads when a request of theirs has failed. */
export function failureMessage(error: unknown): string {
  const message = messages[codeOf(error)];
  if (message) return message;
  // Sentences of the user pool are for people, too; some begin with the name of a check.
  if (error instanceof Error && error.message)
    return error.message.replace(/^Password did not conform with policy: /, '');
  return 'Something went wrong. Try it again.';
}

/** The code of an error of the user pool. */
export function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : '';
}

const offline = 'There is no connection. Check the network, and try it again.';

const messages: Readonly<Record<string, string>> = {
  CodeMismatchException: 'That is not the code. Enter the newest one.',
  EnableSoftwareTokenMFAException: 'That is not the code. Enter the one that the app shows now.',
  ExpiredCodeException: 'That code has expired or was used before. Get a new one.',
  LimitExceededException: 'There were too many attempts. Wait some minutes, and try it again.',
  NetworkError: offline,
  TypeError: offline,
  UserLambdaValidationException: 'This account cannot be used here.',
  UsernameExistsException:
    'There is an account with this e-mail address. Sign in, or choose a new password if you forgot yours.',
};
