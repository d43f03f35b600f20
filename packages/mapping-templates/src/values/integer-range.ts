import { checkListSize, type Meter } from '../limits.ts';
import { isNumber, primitive } from './arithmetic.ts';
import { JavaList } from './java-list.ts';
import type { Value } from './value.ts';

/** `[from..to]`, which may run downwards; undefined when an end is no number. */
export function integerRange(from: Value, to: Value, meter: Meter): JavaList | undefined {
  if (!isNumber(from) || !isNumber(to)) return undefined;
  const first = Math.trunc(Number(primitive(from)));
  const last = Math.trunc(Number(primitive(to)));
  const size = Math.abs(last - first) + 1;
  checkListSize(size);
  meter.spend(size);
  const step = first <= last ? 1 : -1;
  return new JavaList(Array.from({ length: size }, (_, index) => first + index * step));
}
