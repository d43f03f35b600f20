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

interface StackApi {
  readonly id: string;
  readonly origin: StackOrigin | undefined;
  readonly stages: ReadonlyMap<string, unknown>;
}

type ApisById = ReadonlyMap<string, StackApi>;

/** A stage that is served at `http://<label>.localhost`, as under a custom domain with an empty base path. */
export interface ShortName extends NamedStage {
  readonly label: string;
  readonly region: string;
  readonly stackName: string;
  /** The API and stage of the stack's outputs, or its only ones. */
  readonly isMain: boolean;
  /** Why the label has a region or a hash at its end; absent for a plain name. */
  readonly reason?: string;
}

/** A region's APIs, and what the outputs of its stacks name. */
export interface NamedRegion {
  readonly region: string;
  readonly apis: ApisById;
  readonly mains: ReadonlyMap<string, NamedStage>;
}

/** The names of all regions: where two stacks would have the same one, that of the first region keeps it. */
export interface ShortNames {
  addRegion(region: string, apis: ApisById): void;
  find(label: string): ShortName | undefined;
  all(): readonly ShortName[];
  /** The outputs of a stack name this API and stage, or none any more. */
  setMain(region: string, stackName: string, main: NamedStage | undefined): void;
  /** To be called after each change of APIs and stages: the names are computed again when one is needed. */
  reset(): void;
}

export function createShortNames(): ShortNames {
  const regions = new Map<string, NamedRegion & { readonly mains: Map<string, NamedStage> }>();
  let names: ReadonlyMap<string, ShortName> | undefined;
  const current = () => (names ??= shortNames([...regions.values()]));
  return {
    addRegion: (region, apis) => void regions.set(region, { region, apis, mains: new Map() }),
    find: (label) => current().get(label),
    all: () => [...current().values()],
    setMain(region, stackName, main) {
      if (main) regions.get(region)?.mains.set(stackName, main);
      else regions.get(region)?.mains.delete(stackName);
      names = undefined;
    },
    reset() {
      names = undefined;
    },
  };
}

/** The names of all stages of stacks, by label. They depend on no order of creation. */
export function shortNames(regions: readonly NamedRegion[]): ReadonlyMap<string, ShortName> {
  const named = new Map<string, ShortName>();
  const stages = regions.flatMap((region, index) => stagesOfStacks(region, index === 0));
  for (const stage of stages.sort(byPriority)) {
    const { plainName, logicalId: _id, isHome: _isHome, ...rest } = stage;
    const plain = labelOf(plainName);
    const reason = reasonAgainst(plain, named);
    const label = reason === undefined ? plain : changedLabel(plain, stage, named);
    named.set(label, { ...rest, label, ...(reason && { reason: `the name ${plain} is ${reason}` }) });
  }
  return named;
}

interface StackStage extends Omit<ShortName, 'label' | 'reason'> {
  readonly logicalId: string;
  readonly plainName: string;
  /** Of the first region. */
  readonly isHome: boolean;
}

function stagesOfStacks({ region, apis, mains }: NamedRegion, isHome: boolean): StackStage[] {
  const stacks = new Map<string, StackApi[]>();
  for (const stackName of mains.keys()) stacks.set(stackName, []);
  for (const api of apis.values()) {
    if (!api.origin) continue;
    const { stackName } = api.origin;
    stacks.set(stackName, [...(stacks.get(stackName) ?? []), api]);
  }
  return [...stacks]
    .flatMap(([stackName, own]) => stagesOfStack(stackName, own, apis, mains.get(stackName)))
    .map((stage) => ({ ...stage, region, isHome }));
}

function stagesOfStack(
  stackName: string,
  own: readonly StackApi[],
  apis: ApisById,
  output: NamedStage | undefined,
): Omit<StackStage, 'region' | 'isHome'>[] {
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

function onlyStage([api, ...others]: readonly StackApi[]): NamedStage | undefined {
  const [stageName, ...more] = api?.stages.keys() ?? [];
  if (!api || stageName === undefined || others.length > 0 || more.length > 0) return undefined;
  return { apiId: api.id, stageName };
}

/**
 * Main names come before others, then names that are labels as they stand before those that are changed, then those of
 * the first region.
 */
function byPriority(one: StackStage, other: StackStage): number {
  const rank = ({ isMain, plainName, isHome }: StackStage) =>
    (isMain ? 0 : 4) + (labelOf(plainName) === plainName ? 0 : 2) + (isHome ? 0 : 1);
  return rank(one) - rank(other) || (keyOf(one) < keyOf(other) ? -1 : 1);
}

function keyOf({ stackName, logicalId, stageName, isHome, region }: StackStage): string {
  return JSON.stringify([stackName, logicalId, stageName, ...(isHome ? [] : [region])]);
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

/** The region goes into the name where that is enough. */
function changedLabel(plain: string, stage: StackStage, taken: ReadonlyMap<string, ShortName>): string {
  const regional = `${plain}--${stage.region}`;
  return stage.isHome || reasonAgainst(regional, taken) ? withHash(plain, stage) : regional;
}

function withHash(label: string, stage: StackStage): string {
  const hash = createHash('sha256').update(keyOf(stage)).digest('hex').slice(0, hashLength);
  return `${label.slice(0, maxLabelLength - hashLength - 1).replace(/-+$/, '')}-${hash}`;
}
