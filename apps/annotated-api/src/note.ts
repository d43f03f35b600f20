/** What a caller writes. */
export interface NoteContent {
  /**
   * @minLength 1
   * @maxLength 80
   */
  title: string;
  /** @maxLength 10000 */
  text?: string;
  /** How soon it matters. */
  priority?: Priority;
  due?: Date;
}

export type Priority = 'low' | 'normal' | 'high';

export interface Note extends NoteContent {
  id: string;
  author: string;
}
