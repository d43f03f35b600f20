import { ServiceError } from '../../aws/service-error.ts';
import { notImplemented } from '../s3-error.ts';

/** A statement with every list written out. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** `*`, or what kind of principal and which, joined by a colon. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const maxPolicyBytes = 20 * 1024;
const refusedElements = ['Condition', 'NotAction', 'NotPrincipal', 'NotResource'];

/** The statements of a bucket's policy; throws `MalformedPolicy`, and refuses by name what it does not evaluate. */
export function parseBucketPolicy(text: string, bucket: string): readonly PolicyStatement[] {
  if (Buffer.byteLength(text) > maxPolicyBytes) {
    throw new ServiceError('PolicyTooLarge', 'Policy exceeds the maximum allowed document size.');
  }
  const document = parseJson(text);
  const statements = listOf(document.Statement);
  if (statements.length === 0) throw malformedPolicy('Missing required field Statement');
  return statements.map((statement) => parseStatement(statement, bucket));
}

/** Does some statement allow something to everyone? */
export function isPublic(policy: readonly PolicyStatement[]): boolean {
  return policy.some(({ effect, principals }) => effect === 'Allow' && principals.includes('*'));
}

/** May everyone do this? A statement that denies it outweighs those that allow it. */
export function allowsEveryone(
  policy: readonly PolicyStatement[],
  action: string,
  resource: string,
): boolean {
  const matching = policy.filter(
    ({ principals, actions, resources }) =>
      principals.includes('*') &&
      actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
      resources.some((pattern) => matches(pattern, resource)),
  );
  return matching.length > 0 && matching.every(({ effect }) => effect === 'Allow');
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(text);
    if (isRecord(document)) return document;
  } catch {
    // Answered below, like any other text that is no object.
  }
  throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
}

function parseStatement(statement: unknown, bucket: string): PolicyStatement {
  if (!isRecord(statement)) throw malformedPolicy('Invalid policy syntax.');
  const refused = refusedElements.find((element) => statement[element] !== undefined);
  if (refused) throw notImplemented(`${refused} in a bucket policy`);
  const { Effect, Principal } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformedPolicy(`Invalid effect: ${String(Effect)}`);
  const actions = strings(statement.Action, 'Action');
  const resources = strings(statement.Resource, 'Resource');
  if (!actions.every((action) => /^(\*|s3:[\w*?]+)$/i.test(action))) {
    throw malformedPolicy('Policy has invalid action');
  }
  if (!resources.every((resource) => belongsTo(bucket, resource))) {
    throw malformedPolicy('Policy has invalid resource');
  }
  return { effect: Effect, principals: principalsOf(Principal), actions, resources };
}

function principalsOf(principal: unknown): string[] {
  if (principal === '*') return ['*'];
  if (principal === undefined) throw malformedPolicy('Missing required field Principal');
  const kinds = isRecord(principal) ? Object.entries(principal) : [];
  if (kinds.length === 0 || kinds.some(([kind]) => !/^(AWS|CanonicalUser|Federated|Service)$/.test(kind))) {
    throw malformedPolicy('Invalid principal in policy');
  }
  return kinds.flatMap(([kind, names]) =>
    strings(names, 'Principal').map((name) => (kind === 'AWS' && name === '*' ? '*' : `${kind}:${name}`)),
  );
}

function belongsTo(bucket: string, resource: string): boolean {
  const [, name = ''] = resource.match(/^arn:aws:s3:::([^/]*)/) ?? [];
  return name !== '' && matches(name, bucket);
}

function strings(value: unknown, name: string): string[] {
  const list = listOf(value);
  if (list.length === 0) throw malformedPolicy(`Missing required field ${name}`);
  return list.map((item) => {
    if (typeof item !== 'string') throw malformedPolicy('Invalid policy syntax.');
    return item;
  });
}

/** `*` stands for any text and `?` for one character. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformedPolicy(message: string): ServiceError {
  return new ServiceError('MalformedPolicy', message);
}
