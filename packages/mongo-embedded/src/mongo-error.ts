/** What a command refuses, with MongoDB's own code: https://www.mongodb.com/docs/manual/reference/error-codes/ */
export class MongoError extends Error {
  readonly code: number;
  /** Fields of the response beside the code, such as `keyValue`. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }

  get codeName(): string {
    return codeNames[this.code] ?? `Location${this.code}`;
  }
}

/** What MongoDB has and this server does not. */
export function notOffered(what: string): MongoError {
  return new MongoError(
    238,
    `${what} is not offered by mongo-embedded; set MONGODB_URI to use a MongoDB server`,
  );
}

const codeNames: Readonly<Record<number, string>> = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  52: 'DollarPrefixedFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  86: 'IndexKeySpecsConflict',
  168: 'InvalidPipelineOperator',
  238: 'NotImplemented',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
};
