import { javaEquals } from '../values/java-equals.ts';
import { itemsOf, type JavaList } from '../values/java-list.ts';
import { javaText } from '../values/java-text.ts';
import { hashCode } from './hash-code.ts';
import { copied, indexOf } from './list-methods.ts';
import { any, list, type Methods, overload } from './overloads.ts';

/** `java.util.Set`, which keys and entries of a map come in: it is a copy here, so nothing can be taken out of it. */
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
