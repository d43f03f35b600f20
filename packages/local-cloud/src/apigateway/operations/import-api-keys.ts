import type { ApiKeyIds, ImportApiKeysCommandInput } from '@aws-sdk/client-api-gateway';
import { CsvError, parse } from 'csv-parse/sync';
import { ServiceError } from '../../aws/service-error.ts';
import { apiId } from '../api-gateway-identifiers.ts';
import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { refuseSharedStages } from '../usage-plans/refuse-shared-stages.ts';
import { type ApiKeyRecord, usagePlanWith } from '../usage-plans/usage-plan-state.ts';
import { checkApiKey } from './create-api-key.ts';

interface Input extends Pick<ImportApiKeysCommandInput, 'format' | 'failOnWarnings'> {
  readonly body?: Uint8Array | undefined;
}

/** A row, its columns in lower case. */
type Row = Readonly<Record<string, string | undefined>>;

/** As many as an account of AWS may have. */
const maxRows = 10_000;
/** AWS's quota; each that does not exist is a warning. */
const maxPlans = 10;

/** Creates the keys of a CSV file, or overwrites those of the same values, and adds them to usage plans. */
export function importApiKeys(state: ApiGatewayState, input: Input): ApiKeyIds {
  if (input.format !== 'csv')
    throw badRequest('Invalid API Key import format specified. Must be one of [csv]');
  const rows = rowsOf(Buffer.from(input.body ?? '').toString('utf8'));
  const undo = undoOf(state);
  const known = new Map([...state.apiKeys.values()].map((key) => [key.value, key]));
  const ids = new Set<string>();
  const warnings: string[] = [];
  for (const [index, row] of rows.entries()) {
    const warn = warning(warnings, index + 1);
    warn(() => {
      const key = keyOf(state, row, known.get(row.key ?? ''));
      known.set(key.value, key);
      state.apiKeys.set(key.id, key);
      ids.add(key.id);
      for (const planId of plansOf(row)) warn(() => addToPlan(state, planId, key.id));
    });
  }
  if (input.failOnWarnings && warnings.length > 0) {
    undo();
    throw badRequest(`Warnings found during import:\n\t${warnings.join('\n\t')}`);
  }
  return { ids: [...ids], warnings };
}

function rowsOf(csv: string): Row[] {
  let columns: readonly string[] = [];
  const read = (header: readonly string[]) => {
    columns = header.map((name) => name.trim().toLowerCase());
    return [...columns];
  };
  // AWS takes both kinds of quotes.
  const quote = csv.includes('"') ? '"' : "'";
  const limits = { to: maxRows + 1, max_record_size: 256 * 1024 };
  const rows = refusing(() =>
    parse<Row>(csv, {
      ...limits,
      columns: read,
      quote,
      bom: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }),
  );
  const missing = ['name', 'key'].find((name) => !columns.includes(name));
  if (missing)
    throw badRequest(`Expected the columns Name and Key in the file of API keys: ${missing} is missing`);
  if (rows.length > maxRows) throw badRequest(`A file of API keys can have at most ${maxRows} keys`);
  return rows;
}

function refusing(read: () => Row[]): Row[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof CsvError) throw badRequest(`Invalid file of API keys: ${error.message}`);
    throw error;
  }
}

/** A key that is imported again keeps its id. */
function keyOf(state: ApiGatewayState, row: Row, former: ApiKeyRecord | undefined): ApiKeyRecord {
  const { name = '', key: value = '', description = '', enabled } = row;
  checkApiKey({ name, description, value });
  const now = new Date(state.now());
  return {
    id: apiId(),
    createdDate: now,
    stageKeys: [],
    ...former,
    value,
    name,
    ...(description && { description }),
    enabled: (enabled || 'true').toLowerCase() === 'true',
    lastUpdatedDate: now,
  };
}

function plansOf({ usageplanids = '' }: Row): string[] {
  const ids = usageplanids
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length > maxPlans)
    throw badRequest(`An API key can be in at most ${maxPlans} usage plans, received ${ids.length}`);
  return ids;
}

function addToPlan(state: ApiGatewayState, planId: string, keyId: string): void {
  const plan = usagePlanWith(state, planId);
  refuseSharedStages(state, keyId, plan);
  plan.keys.add(keyId);
}

/** Keeps a refusal as a warning about a key; the keys are counted from 1. */
function warning(warnings: string[], number: number): (work: () => void) => void {
  return (work) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      warnings.push(`API Key ${number}: ${error.message}`);
    }
  };
}

function undoOf({ apiKeys, usagePlans }: ApiGatewayState): () => void {
  const formerKeys = [...apiKeys];
  const formerPlans = [...usagePlans.values()].map(({ keys }) => [keys, [...keys]] as const);
  return () => {
    apiKeys.clear();
    for (const [id, key] of formerKeys) apiKeys.set(id, key);
    for (const [keys, former] of formerPlans) {
      keys.clear();
      for (const id of former) keys.add(id);
    }
  };
}
