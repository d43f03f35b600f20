import { bounded } from '../limits.ts';
import { JavaList } from '../values/java-list.ts';
import { int, type Overload, overload, text } from './overloads.ts';

/** The methods of `java.lang.String` that take a regular expression. */
export const regexMethods: readonly (readonly [string, readonly Overload<string>[]])[] = [
  [
    'matches',
    [overload([text], (self: string, regex, meter) => meter.expressions.regex(regex).matches(self))],
  ],
  [
    'replaceAll',
    [
      overload([text, text], (self: string, regex, fresh, meter) =>
        bounded(meter.expressions.regex(regex).replaceAll(self, fresh)),
      ),
    ],
  ],
  [
    'replaceFirst',
    [
      overload([text, text], (self: string, regex, fresh, meter) =>
        bounded(meter.expressions.regex(regex).replaceFirst(self, fresh)),
      ),
    ],
  ],
  [
    'split',
    [
      overload(
        [text],
        (self: string, regex, meter) => new JavaList(meter.expressions.regex(regex).split(self, 0), 'array'),
      ),
      overload(
        [text, int],
        (self: string, regex, limit, meter) =>
          new JavaList(meter.expressions.regex(regex).split(self, limit), 'array'),
      ),
    ],
  ],
];
