import { DefaultValue, QueryParam } from '@samples/lambada';
import type { Priority } from './note.ts';

/** Which notes of a list: several methods can take the same parameters. */
export class Page {
  /** @integer @minimum 1 @maximum 100 */
  @QueryParam() @DefaultValue(20) limit!: number;
  @QueryParam() priority?: Priority;
}
