import db from 'dynalite/db/index.js';

const hashKeyBytes = 2048;
const rangeKeyBytes = 1024;

/** dynalite measures text in UTF-16 units; DynamoDB's limits are on the bytes of its UTF-8. */
export function measureInBytes(): void {
  const { validateKey, validateItem, itemSize } = db;
  db.validateKey = (key, table, keySchema) => validateKey(key, table, keySchema) ?? oversizedKey(key, table);
  db.validateItem = (item, table) => validateItem(item, table) ?? oversizedKey(item, table);
  db.itemSize = (item, ...options) => itemSize(item, ...options) + extraBytes(item);
}

function oversizedKey(...[item, table]: Parameters<typeof db.validateItem>): Error | undefined {
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
}

/** What the names and texts in a value have more in bytes than in UTF-16 units. */
function extraBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) - value.length;
  if (value === null || typeof value !== 'object') return 0;
  return Object.entries(value).reduce((sum, [name, part]) => sum + extraBytes(name) + extraBytes(part), 0);
}
