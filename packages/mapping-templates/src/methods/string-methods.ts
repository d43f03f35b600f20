import { checkListSize, checkTextLength } from '../limits.ts';
import type { Meter } from '../meter.ts';
import { TemplateFault } from '../template-error.ts';
import { javaText } from '../values/java-text.ts';
import { itemsOf, type JavaList, type ListValue } from '../values/value.ts';
import { hashCode } from './hash-code.ts';
import { copied } from './list-methods.ts';
import { any, int, list, type Methods, overload, text } from './overloads.ts';
import { regexMethods } from './regex-methods.ts';

/** `java.lang.String` of Java 8. A char is a string of one character here. */
export const stringMethods: Methods<string> = new Map([
  ['length', [overload([], (self: string) => self.length)]],
  ['isEmpty', [overload([], (self: string) => self === '')]],
  ['charAt', [overload([int], (self: string, index) => part(self, index, index + 1))]],
  [
    'codePointAt',
    [overload([int], (self: string, index) => part(self, index, index + 1) && self.codePointAt(index))],
  ],
  [
    'substring',
    [overload([int], (self: string, from) => part(self, from, self.length)), overload([int, int], part)],
  ],
  ['subSequence', [overload([int, int], part)]],
  [
    'indexOf',
    [
      overload([text], (self: string, other) => self.indexOf(other)),
      overload([int], (self: string, char) => self.indexOf(character(char))),
      overload([text, int], (self: string, other, from) => self.indexOf(other, from)),
      overload([int, int], (self: string, char, from) => self.indexOf(character(char), from)),
    ],
  ],
  [
    'lastIndexOf',
    [
      overload([text], (self: string, other) => self.lastIndexOf(other)),
      overload([int], (self: string, char) => self.lastIndexOf(character(char))),
      overload([text, int], lastIndexOf),
      overload([int, int], (self: string, char, from) => lastIndexOf(self, character(char), from)),
    ],
  ],
  ['contains', [overload([text], (self: string, other) => self.includes(other))]],
  [
    'startsWith',
    [
      overload([text], (self: string, other) => self.startsWith(other)),
      overload([text, int], (self: string, other, from) => from >= 0 && self.startsWith(other, from)),
    ],
  ],
  ['endsWith', [overload([text], (self: string, other) => self.endsWith(other))]],
  ['concat', [overload([text], (self: string, other) => self + other)]],
  ['toLowerCase', [overload([], (self: string) => self.toLowerCase())]],
  ['toUpperCase', [overload([], (self: string) => self.toUpperCase())]],
  ['trim', [overload([], trimmed)]],
  ['intern', [overload([], (self: string) => self)]],
  ['equals', [overload([any], (self: string, other) => self === other)]],
  ['contentEquals', [overload([text], (self: string, other) => self === other)]],
  ['equalsIgnoreCase', [overload([text], (self: string, other) => folded(self) === folded(other))]],
  ['compareTo', [overload([text], compared)]],
  ['compareToIgnoreCase', [overload([text], (self: string, other) => compared(folded(self), folded(other)))]],
  ['hashCode', [overload([], (self: string, meter) => hashCode(self, meter))]],
  ['toString', [overload([], (self: string) => self)]],
  ['replace', [overload([text, text], replaced)]],
  ...regexMethods,
  ['toCharArray', [overload([], characters)]],
  ['valueOf', [overload([any], (_: string, value, meter) => javaText(value, meter))]],
  ['join', [overload([text, list], (_: string, separator, items, meter) => joined(separator, items, meter))]],
]);

function part(self: string, from: number, to: number): string {
  if (from < 0 || to > self.length || from > to) {
    throw new TemplateFault(
      `StringIndexOutOfBoundsException: begin ${from}, end ${to}, length ${self.length}`,
    );
  }
  return self.slice(from, to);
}

function characters(self: string, meter: Meter): JavaList {
  checkListSize(self.length, meter.limits);
  return copied(self.split(''), meter);
}

function character(code: number): string {
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uffff\uffff';
}

function lastIndexOf(self: string, other: string, from: number): number {
  return from < 0 ? -1 : self.lastIndexOf(other, from);
}

function trimmed(self: string): string {
  let from = 0;
  let to = self.length;
  while (from < to && self.charCodeAt(from) <= 0x20) from++;
  while (to > from && self.charCodeAt(to - 1) <= 0x20) to--;
  return self.slice(from, to);
}

function folded(self: string): string {
  return self.toUpperCase().toLowerCase();
}

function compared(self: string, other: string): number {
  const end = Math.min(self.length, other.length);
  for (let index = 0; index < end; index++) {
    const difference = self.charCodeAt(index) - other.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return self.length - other.length;
}

function replaced(self: string, old: string, fresh: string, meter: Meter): string {
  const found = old === '' ? self.length + 1 : self.split(old).length - 1;
  checkTextLength(self.length + found * (fresh.length - old.length), meter.limits);
  return self.replaceAll(old, () => fresh);
}

function joined(separator: string, list: ListValue, meter: Meter): string {
  let result = '';
  if (!itemsOf(list).every((item) => typeof item === 'string'))
    throw new TemplateFault('Expected a list of strings to join');
  itemsOf(list).forEach((item, index) => {
    result = meter.bounded(`${result}${index === 0 ? '' : separator}${javaText(item, meter)}`);
  });
  return result;
}
