import { checkListSize } from '../limits.ts';
import type { Meter } from '../meter.ts';
import { TemplateFault } from '../template-error.ts';
import { checkIndex } from '../values/index-access.ts';
import { javaEquals } from '../values/java-equals.ts';
import { javaText } from '../values/java-text.ts';
import { itemsOf, JavaList, type ListValue, type Value } from '../values/value.ts';
import { hashCode } from './hash-code.ts';
import { any, int, list, type Methods, overload } from './overloads.ts';

/** `java.util.List` */
export const listMethods: Methods<ListValue> = new Map([
  ['size', [overload([], (self: ListValue) => itemsOf(self).length)]],
  ['isEmpty', [overload([], (self: ListValue) => itemsOf(self).length === 0)]],
  ['get', [overload([int], (self: ListValue, index) => itemAt(self, index))]],
  ['set', [overload([int, any], replaced)]],
  [
    'add',
    [
      overload([any], (self: ListValue, item, meter) => inserted(self, itemsOf(self).length, [item], meter)),
      overload(
        [int, any],
        (self: ListValue, index, item, meter) => void inserted(self, index, [item], meter),
      ),
    ],
  ],
  [
    'addAll',
    [
      overload([list], (self: ListValue, added, meter) => addedAll(self, itemsOf(self).length, added, meter)),
      overload([int, list], addedAll),
    ],
  ],
  [
    'remove',
    [overload([int], (self: ListValue, index) => removedAt(self, index)), overload([any], removedItem)],
  ],
  [
    'removeAll',
    [
      overload([list], (self: ListValue, others, meter) =>
        retained(self, (item) => indexOf(others, item, meter) === -1),
      ),
    ],
  ],
  [
    'retainAll',
    [
      overload([list], (self: ListValue, others, meter) =>
        retained(self, (item) => indexOf(others, item, meter) !== -1),
      ),
    ],
  ],
  ['clear', [overload([], (self: ListValue) => void itemsOf(self).splice(0))]],
  ['contains', [overload([any], (self: ListValue, item, meter) => indexOf(self, item, meter) !== -1)]],
  [
    'containsAll',
    [
      overload([list], (self: ListValue, others, meter) =>
        itemsOf(others).every((item) => indexOf(self, item, meter) !== -1),
      ),
    ],
  ],
  ['indexOf', [overload([any], indexOf)]],
  [
    'lastIndexOf',
    [
      overload([any], (self: ListValue, item, meter) =>
        itemsOf(self).findLastIndex((other) => isSame(other, item, meter)),
      ),
    ],
  ],
  ['subList', [overload([int, int], subList)]],
  ['toArray', [overload([], (self: ListValue, meter) => copied(self, meter))]],
  ['equals', [overload([any], (self: ListValue, other, meter) => javaEquals(self, other, meter))]],
  ['hashCode', [overload([], (self: ListValue, meter) => hashCode(self, meter))]],
  ['toString', [overload([], (self: ListValue, meter) => javaText(self, meter))]],
]);

/** `java.util.Set` of the keys or entries of a map. It is a copy here, so nothing can be removed from it. */
export const collectionMethods: Methods<JavaList> = new Map([
  ['size', [overload([], (self: JavaList) => self.items.length)]],
  ['isEmpty', [overload([], (self: JavaList) => self.items.length === 0)]],
  ['contains', [overload([any], (self: JavaList, item, meter) => indexOf(self, item, meter) !== -1)]],
  [
    'containsAll',
    [
      overload([list], (self: JavaList, others, meter) =>
        itemsOf(others).every((item) => indexOf(self, item, meter) !== -1),
      ),
    ],
  ],
  ['toArray', [overload([], (self: JavaList, meter) => copied(self, meter))]],
  ['equals', [overload([any], (self: JavaList, other, meter) => javaEquals(self, other, meter))]],
  ['hashCode', [overload([], (self: JavaList, meter) => hashCode(self, meter))]],
  ['toString', [overload([], (self: JavaList, meter) => javaText(self, meter))]],
]);

function itemAt(self: ListValue, index: number): Value {
  const items = itemsOf(self);
  return items[checkIndex(index, items.length)];
}

function replaced(self: ListValue, index: number, item: Value): Value {
  const before = itemAt(self, index);
  itemsOf(self)[index] = item;
  return before;
}

function inserted(self: ListValue, index: number, added: readonly Value[], meter: Meter): boolean {
  const items = itemsOf(self);
  checkIndex(index, items.length + 1);
  checkListSize(items.length + added.length, meter.limits);
  const moved = items.splice(index);
  // No spread: the number of arguments of a call is limited.
  for (const item of [...added, ...moved]) items.push(item);
  return added.length > 0;
}

function addedAll(self: ListValue, index: number, added: ListValue, meter: Meter): boolean {
  meter.spend(itemsOf(added).length);
  return inserted(self, index, itemsOf(added), meter);
}

function removedAt(self: ListValue, index: number): Value {
  const items = itemsOf(self);
  return items.splice(checkIndex(index, items.length), 1)[0];
}

function removedItem(self: ListValue, item: Value, meter: Meter): boolean {
  const index = indexOf(self, item, meter);
  if (index !== -1) itemsOf(self).splice(index, 1);
  return index !== -1;
}

function retained(self: ListValue, stays: (item: Value) => boolean): boolean {
  const items = itemsOf(self);
  const kept = items.filter(stays);
  const isChanged = kept.length < items.length;
  items.length = 0;
  for (const item of kept) items.push(item);
  return isChanged;
}

export function indexOf(self: ListValue, item: Value, meter: Meter): number {
  const items = itemsOf(self);
  meter.spend(items.length >> 4);
  return items.findIndex((other) => isSame(other, item, meter));
}

function isSame(item: Value, other: Value, meter: Meter): boolean {
  return javaEquals(item, other, meter);
}

export function copied(self: ListValue, meter: Meter): JavaList {
  const items = itemsOf(self).slice();
  meter.spend(items.length);
  return new JavaList(items, 'array');
}

function subList(self: ListValue, from: number, to: number, meter: Meter): Value {
  meter.spend(Math.max(0, to - from));
  const items = itemsOf(self);
  if (from < 0 || to > items.length || from > to) {
    throw new TemplateFault(`IndexOutOfBoundsException: ${from} to ${to} of ${items.length} elements`);
  }
  return Array.isArray(self) ? items.slice(from, to) : new JavaList(items.slice(from, to));
}
