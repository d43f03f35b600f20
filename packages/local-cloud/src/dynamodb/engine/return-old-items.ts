import { createRequire } from 'node:module';
import db from 'dynalite/db/index.js';

const require = createRequire(import.meta.url);

/** Adds `ReturnValuesOnConditionCheckFailure` to dynalite: a refusal has the item that the condition did not hold for. */
export function returnOldItems(): void {
  for (const operation of ['deleteItem', 'putItem', 'updateItem']) {
    const { types } = require(`dynalite/validations/${operation}.js`);
    types.ReturnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] };
  }
  const { checkConditional } = db;
  db.checkConditional = (data, item) => {
    const refusal = checkConditional(data, item);
    if (refusal && item && data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') refusal.body.Item = item;
    return refusal;
  };
}
