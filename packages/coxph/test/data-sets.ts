import { type Dice, throwDice } from './dice.ts';

export interface DataSet {
  readonly family: string;
  readonly times: Float64Array;
  readonly events: Float64Array;
  readonly values: Float64Array;
}

/**
 * One random data set of every family a round. The same seed gives the same numbers on every machine: beside
 * the four operations only square roots and rounding are used, which IEEE 754 defines to the last bit.
 */
export function randomDataSets(seed: number, rounds: number): DataSet[] {
  const dice = throwDice(seed);
  return Array.from({ length: rounds }, () =>
    Object.entries(families).map(([family, shape]) => ({ family, ...draw(shape, dice) })),
  ).flat();
}

interface Shape {
  readonly size?: (dice: Dice) => number;
  /** A sample's time from its waiting time, around 1. */
  readonly time?: (wait: number, dice: Dice) => number;
  readonly censoring?: number;
  readonly effect?: number;
  /** A sample's value from the standard normal signal that shortens its waiting time. */
  readonly value?: (signal: number, dice: Dice, time: number) => number;
}

const families: Record<string, Shape> = {
  'days, few ties': {},
  'months, many ties': { time: (wait) => Math.ceil(12 * wait) },
  'nearly all tied': { time: (wait) => Math.min(3, Math.ceil(2 * wait)) },
  'no ties': { time: (wait) => wait },
  'two to twelve samples': { size: ({ integer }) => 2 + integer(11), time: (wait) => Math.ceil(4 * wait) },
  'two thousand samples': { size: ({ integer }) => 1000 + integer(1001) },
  'heavy censoring': { censoring: 0.95 },
  'no censoring': { censoring: 0 },
  'one event': { censoring: 1 },
  'strong effect': { effect: 3 },
  monotone: { value: (_signal, _dice, time) => 1 / (1 + time) },
  indicator: { value: (signal) => (signal > 0.3 ? 1 : 0) },
  'three levels': { value: (signal) => Math.sign(Math.round(signal)) },
  'read counts': { value: (signal, { normal }) => Math.round(100 * growth(2 * signal + normal())) },
  'mostly zero': { value: (signal) => Math.max(0, signal - 1.5) },
  'times with rounding noise': {
    time: (wait, { integer }) => Math.ceil(12 * wait) / 10 + 0.1 * integer(3) + 1e-9 * integer(4),
  },
  'shifted by 1e5': { value: (signal) => signal + 1e5 },
  'scaled by 1e6': { value: (signal) => signal * 1e6 },
  'scaled by 1e-6': { value: (signal) => signal * 1e-6 },
  constant: { value: () => 5.3 },
};

function draw(shape: Shape, dice: Dice): Omit<DataSet, 'family'> {
  const { size = upTo300, time = inDays, value = (signal: number) => signal } = shape;
  const { censoring = 0.2 + 0.6 * dice.uniform(), effect = 0.6 * dice.normal() } = shape;
  const signals = Float64Array.from({ length: size(dice) }, dice.normal);
  const times = signals.map((signal) => time(waitingTime(effect * signal, dice), dice));
  const events = signals.map(() => (dice.uniform() < censoring ? 0 : 1));
  events[dice.integer(events.length)] = 1;
  return { times, events, values: signals.map((signal, index) => value(signal, dice, times[index] ?? 0)) };
}

const upTo300 = ({ integer }: Dice) => 20 + integer(280);
const inDays = (wait: number) => Math.ceil(1500 * wait);

/** Log-logistic. */
function waitingTime(effect: number, { uniform }: Dice): number {
  const chance = uniform();
  return (chance + 2 ** -32) / (1 - chance) / growth(effect);
}

/** Like e^x: 1 at 0, ever growing, and its inverse at −x. */
function growth(x: number): number {
  return x < 0 ? 1 / growth(-x) : 1 + x + (x * x) / 2;
}
