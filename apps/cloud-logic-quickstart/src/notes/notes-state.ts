import type { Note, NotesApi, NotesPage } from '../api/notes-api.ts';
import type { Failure, Result } from '../api/result.ts';

export interface NotesState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** The latest change first, among the pages that are there. */
  readonly notes: readonly Note[];
  /** Where the next page begins. */
  readonly next: string | undefined;
  readonly failure: Failure | undefined;
}

export type NotesAction =
  | { readonly kind: 'load' }
  | { readonly kind: 'page'; readonly page: NotesPage; readonly isFirst: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Created, or changed here or elsewhere. */
  | { readonly kind: 'saved'; readonly note: Note }
  | { readonly kind: 'deleted'; readonly id: string };

/** What a form of this screen needs. */
export interface NotesTools {
  readonly api: NotesApi;
  readonly dispatch: (action: NotesAction) => void;
  /** The value of a result, or a failure to show. An ended session asks for the sign-in as well. */
  readonly take: <Value>(result: Promise<Result<Value>>) => Promise<Result<Value>>;
}

export const noNotesYet: NotesState = { phase: 'loading', notes: [], next: undefined, failure: undefined };

export function notesAfter(state: NotesState, action: NotesAction): NotesState {
  switch (action.kind) {
    case 'load':
      return { ...state, phase: 'loading', failure: undefined };
    case 'page': {
      const { notes, next } = action.page;
      const known = action.isFirst ? [] : state.notes;
      return { phase: 'ready', notes: latestFirst([...known, ...notes]), next, failure: undefined };
    }
    case 'failed':
      return { ...state, phase: 'failed', failure: action.failure };
    case 'saved':
      return { ...state, notes: latestFirst([...state.notes, action.note]) };
    case 'deleted':
      return { ...state, notes: state.notes.filter(({ id }) => id !== action.id) };
  }
}

/** Each note once, as it was seen last. */
function latestFirst(notes: readonly Note[]): readonly Note[] {
  const byId = new Map(notes.map((note) => [note.id, note]));
  return [...byId.values()].sort(
    (a, b) => b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id),
  );
}
