import type { Meter } from '../meter.ts';
import { JavaList } from '../values/value.ts';
import { int, type Overload, overload, text } from './overloads.ts';

/** The methods of `java.lang.String` that take a regular expression. */
export const regexMethods: readonly (readonly [string, readonly Overload<string>[]])[] = [
  [
    'matches',
    [
      overload([text], (self: string, pattern, meter) =>
        meter.useRegex(pattern, (regex) => regex.matches(self)),
      ),
    ],
  ],
  [
    'replaceAll',
    [
      overload([text, text], (self: string, pattern, fresh, meter) =>
        meter.useRegex(pattern, (regex) => regex.replaceAll(self, fresh)),
      ),
    ],
  ],
  [
    'replaceFirst',
    [
      overload([text, text], (self: string, pattern, fresh, meter) =>
        meter.useRegex(pattern, (regex) => regex.replaceFirst(self, fresh)),
      ),
    ],
  ],
  [
    'split',
    [
      overload([text], (self: string, pattern, meter) => parts(self, pattern, 0, meter)),
      overload([text, int], parts),
    ],
  ],
];

function parts(self: string, pattern: string, limit: number, meter: Meter): JavaList {
  const items = meter.useRegex(pattern, (regex) => regex.split(self, limit));
  meter.spend(items.length);
  return new JavaList(items, 'array');
}
