import db from 'dynalite/db/index.js';

const hashKeyBytes = 2048;
const rangeKeyBytes = 1024;

type Check = typeof db.validateItem;

/** dynalite measures keys in UTF-16 units; DynamoDB measures the bytes of their UTF-8. */
export function limitKeyBytes(): void {
  const { validateKey, validateItem } = db;
  db.validateKey = (key, table, keySchema) => validateKey(key, table, keySchema) ?? oversizedKey(key, table);
  db.validateItem = (item, table) => validateItem(item, table) ?? oversizedKey(item, table);
}

const oversizedKey: Check = (item, table) => {
  const [hash, range] = table.KeySchema.map(({ AttributeName }) =>
    Buffer.byteLength(item[AttributeName]?.S ?? ''),
  );
  if ((hash ?? 0) > hashKeyBytes) {
    return db.validationError(
      `One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of${hashKeyBytes} bytes`,
    );
  }
  if ((range ?? 0) > rangeKeyBytes) {
    return db.validationError(
      `One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of ${rangeKeyBytes} bytes`,
    );
  }
  return undefined;
};
