export interface DataSet {
  readonly family: string;
  readonly times: Float64Array;
  readonly events: Float64Array;
  readonly values: Float64Array;
}

interface Dice {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  readonly normal: () => number;
  readonly integer: (below: number) => number;
}

/** One random data set of every family for each round; the same seed always gives the same ones. */
export function randomDataSets(seed: number, rounds: number): DataSet[] {
  const dice = throwDice(seed);
  return Array.from({ length: rounds }, () =>
    Object.entries(families).map(([family, shape]) => drawDataSet(family, shape, dice)),
  ).flat();
}

interface Shape {
  readonly size?: (dice: Dice) => number;
  readonly time?: (hazard: number, dice: Dice) => number;
  readonly censoring?: number;
  readonly effect?: number;
  readonly value?: (signal: number, dice: Dice) => number;
}

const exponential = (hazard: number, { uniform }: Dice) => -Math.log(1 - uniform()) / hazard;

const families: Record<string, Shape> = {
  'days, few ties': {},
  'months, many ties': { time: (hazard, dice) => Math.ceil(12 * exponential(hazard, dice)) },
  'nearly all tied': { time: (hazard, dice) => Math.min(3, Math.ceil(2 * exponential(hazard, dice))) },
  'no ties': { time: exponential },
  'two to twelve samples': {
    size: ({ integer }) => 2 + integer(11),
    time: (hazard, dice) => Math.ceil(4 * exponential(hazard, dice)),
  },
  'two thousand samples': { size: ({ integer }) => 1000 + integer(1001) },
  'heavy censoring': { censoring: 0.95 },
  'no censoring': { censoring: 0 },
  'strong effect': { effect: 3, time: (hazard, dice) => Math.ceil(1000 * exponential(hazard, dice)) },
  indicator: { value: (signal) => (signal > 0.3 ? 1 : 0) },
  'three levels': { value: (signal) => Math.sign(Math.round(signal)) },
  'read counts': { value: (signal, { normal }) => Math.round(Math.exp(5 + 2 * signal + normal())) },
  'mostly zero': { value: (signal) => Math.max(0, signal - 1.5) },
  'near-rounding times': {
    time: (hazard, dice) =>
      Math.ceil(12 * exponential(hazard, dice)) / 10 + 0.1 * dice.integer(3) + 1e-9 * dice.integer(4),
  },
  'shifted by 1e5': { value: (signal) => signal + 1e5 },
  'scaled by 1e6': { value: (signal) => signal * 1e6 },
  'scaled by 1e-6': { value: (signal) => signal * 1e-6 },
  constant: { value: () => 5.3 },
};

function drawDataSet(family: string, shape: Shape, dice: Dice): DataSet {
  const {
    size = sizeOf,
    time = inDays,
    censoring = 0.2 + 0.6 * dice.uniform(),
    effect = 0.6 * dice.normal(),
  } = shape;
  const { value = (signal: number) => signal } = shape;
  const n = size(dice);
  const signals = Float64Array.from({ length: n }, dice.normal);
  const times = signals.map((signal) => time(Math.exp(effect * signal), dice));
  const events = signals.map(() => (dice.uniform() < censoring ? 0 : 1));
  events[dice.integer(n)] = 1;
  return { family, times, events, values: signals.map((signal) => value(signal, dice)) };
}

const sizeOf = ({ integer }: Dice) => 20 + integer(280);
const inDays = (hazard: number, dice: Dice) => Math.ceil(1500 * exponential(hazard, dice));

function throwDice(seed: number): Dice {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal, integer: (below) => Math.floor(uniform() * below) };
}
