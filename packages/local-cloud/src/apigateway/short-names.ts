import { createHash } from 'node:crypto';

/** An API and its stage, as a stack's outputs `ApiId` and `ApiStage` name them. */
export interface NamedStage {
  readonly apiId: string;
  readonly stageName: string;
}

/** The stack that created an API, and its logical id there. */
export interface StackOrigin {
  readonly stackName: string;
  readonly logicalId: string;
}

interface NamedApi {
  readonly id: string;
  readonly origin: StackOrigin | undefined;
  readonly stages: ReadonlyMap<string, unknown>;
}

type NamedApis = ReadonlyMap<string, NamedApi>;

/** A stage that is served at `http://<label>.localhost`, as under a custom domain with an empty base path. */
export interface ShortName extends NamedStage {
  readonly label: string;
  readonly stackName: string;
  /** The API and stage of the stack's outputs, or its only ones. */
  readonly isMain: boolean;
  /** Why the label has a hash; absent for a plain name. */
  readonly reason?: string;
}

export interface ShortNames {
  find(label: string): ShortName | undefined;
  all(): readonly ShortName[];
  /** The outputs of a stack name this API and stage, or none any more. */
  setMain(stackName: string, main: NamedStage | undefined): void;
  /** To be called after each change of APIs and stages: the names are computed again when one is needed. */
  reset(): void;
}

export function createShortNames(apis: NamedApis): ShortNames {
  const mains = new Map<string, NamedStage>();
  let names: ReadonlyMap<string, ShortName> | undefined;
  const current = () => (names ??= shortNames(apis, mains));
  return {
    find: (label) => current().get(label),
    all: () => [...current().values()],
    setMain(stackName, main) {
      if (main) mains.set(stackName, main);
      else mains.delete(stackName);
      names = undefined;
    },
    reset() {
      names = undefined;
    },
  };
}

/** The names of all stages of stacks, by label. They depend on no order of creation. */
export function shortNames(
  apis: NamedApis,
  mains: ReadonlyMap<string, NamedStage>,
): ReadonlyMap<string, ShortName> {
  const named = new Map<string, ShortName>();
  for (const stage of stagesOfStacks(apis, mains).sort(byPriority)) {
    const { plainName, logicalId: _id, ...rest } = stage;
    const label = labelOf(plainName);
    const reason = reasonAgainst(label, named);
    if (!reason) named.set(label, { ...rest, label });
    else {
      const hashed = withHash(label, stage);
      named.set(hashed, { ...rest, label: hashed, reason: `the name ${label} is ${reason}` });
    }
  }
  return named;
}

interface StackStage extends Omit<ShortName, 'label' | 'reason'> {
  readonly logicalId: string;
  readonly plainName: string;
}

function stagesOfStacks(apis: NamedApis, mains: ReadonlyMap<string, NamedStage>): StackStage[] {
  const stacks = new Map<string, NamedApi[]>();
  for (const stackName of mains.keys()) stacks.set(stackName, []);
  for (const api of apis.values()) {
    if (!api.origin) continue;
    const { stackName } = api.origin;
    stacks.set(stackName, [...(stacks.get(stackName) ?? []), api]);
  }
  return [...stacks].flatMap(([stackName, own]) => stagesOfStack(stackName, own, apis, mains.get(stackName)));
}

function stagesOfStack(
  stackName: string,
  own: readonly NamedApi[],
  apis: NamedApis,
  output: NamedStage | undefined,
): StackStage[] {
  // The outputs may name an API that the stack did not create.
  const outputApi = output && apis.get(output.apiId);
  const main = output && outputApi?.stages.has(output.stageName) ? output : onlyStage(own);
  const all = outputApi && main === output && !own.includes(outputApi) ? [...own, outputApi] : own;
  return all.flatMap((api) =>
    [...api.stages.keys()].map((stageName) => {
      const logicalId = api.origin?.logicalId ?? api.id;
      const isMainApi = api.id === main?.apiId;
      const isMain = isMainApi && stageName === main?.stageName;
      const parts =
        isMainApi || all.length === 1 ? [stageName, stackName] : [logicalId, stageName, stackName];
      const plainName = isMain ? stackName : parts.join('--');
      return { apiId: api.id, stageName, stackName, logicalId, isMain, plainName };
    }),
  );
}

function onlyStage([api, ...others]: readonly NamedApi[]): NamedStage | undefined {
  const [stageName, ...more] = api?.stages.keys() ?? [];
  if (!api || stageName === undefined || others.length > 0 || more.length > 0) return undefined;
  return { apiId: api.id, stageName };
}

/** Main names come before others, and names that are labels as they stand before those that are changed. */
function byPriority(one: StackStage, other: StackStage): number {
  const rank = ({ isMain, plainName }: StackStage) =>
    (isMain ? 0 : 2) + (labelOf(plainName) === plainName ? 0 : 1);
  return rank(one) - rank(other) || (keyOf(one) < keyOf(other) ? -1 : 1);
}

function keyOf({ stackName, logicalId, stageName }: StackStage): string {
  return JSON.stringify([stackName, logicalId, stageName]);
}

const maxLabelLength = 63;
const hashLength = 8;
/** Other hosts of the cloud: `s3.localhost`, … */
export const reservedLabels: ReadonlySet<string> = new Set(['auth', 'console', 'execute-api', 's3']);

function labelOf(name: string): string {
  const label = name.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  return label.replace(/^-+|-+$/g, '') || 'api';
}

function reasonAgainst(label: string, taken: ReadonlyMap<string, ShortName>): string | undefined {
  if (label.length > maxLabelLength)
    return `longer than the ${maxLabelLength} characters of a host name's label`;
  if (reservedLabels.has(label)) return 'reserved';
  return taken.has(label) ? 'taken by another stage' : undefined;
}

function withHash(label: string, stage: StackStage): string {
  const hash = createHash('sha256').update(keyOf(stage)).digest('hex').slice(0, hashLength);
  return `${label.slice(0, maxLabelLength - hashLength - 1).replace(/-+$/, '')}-${hash}`;
}
