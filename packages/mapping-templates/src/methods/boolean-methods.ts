import { any, type Methods, overload, text, truth } from './overloads.ts';

/** `java.lang.Boolean`, with what is static there. */
export const booleanMethods: Methods<boolean> = new Map([
  ['booleanValue', [overload([], (self: boolean) => self)]],
  [
    'toString',
    [overload([], (self: boolean) => String(self)), overload([truth], (_, value) => String(value))],
  ],
  ['equals', [overload([any], (self: boolean, other) => self === other)]],
  ['compareTo', [overload([truth], (self: boolean, other) => Number(self) - Number(other))]],
  ['hashCode', [overload([], (self: boolean) => (self ? 1231 : 1237))]],
  ['parseBoolean', [overload([text], (_, value) => value.toLowerCase() === 'true')]],
  [
    'valueOf',
    [overload([text], (_, value) => value.toLowerCase() === 'true'), overload([truth], (_, value) => value)],
  ],
  ['logicalAnd', [overload([truth, truth], (_, first, second) => first && second)]],
  ['logicalOr', [overload([truth, truth], (_, first, second) => first || second)]],
  ['logicalXor', [overload([truth, truth], (_, first, second) => first !== second)]],
]);
