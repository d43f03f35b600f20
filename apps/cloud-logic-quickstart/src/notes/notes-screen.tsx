import { useCallback, useEffect, useMemo, useReducer } from 'preact/hooks';
import { notesApi } from '../api/notes-api.ts';
import type { Failure, Result } from '../api/result.ts';
import { useApp } from '../app-context.ts';
import type { CallingScreenProps } from '../screen-props.ts';
import { ScreenHead } from '../ui/screen-head.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { NewNote } from './new-note.tsx';
import { NoteItem } from './note-item.tsx';
import { noNotesYet, notesAfter } from './notes-state.ts';

export function NotesScreen({ stage, way, choices, onEnd }: CallingScreenProps) {
  const { client } = useApp();
  const api = useMemo(() => notesApi(client(stage), way), [client, stage, way]);
  const [state, dispatch] = useReducer(notesAfter, noNotesYet);

  const take = useCallback(
    async <Value,>(pending: Promise<Result<Value>>) => {
      const result = await pending;
      if (result.kind === 'ended') onEnd();
      return result;
    },
    [onEnd],
  );

  const load = useCallback(
    async (next?: string) => {
      dispatch({ kind: 'load' });
      const result = await take(api.list(next));
      if (result.kind === 'ok') dispatch({ kind: 'page', page: result.value, isFirst: next === undefined });
      else dispatch({ kind: 'failed', failure: result });
    },
    [api, take],
  );

  useEffect(() => void load(), [load]);

  const { phase, notes, next, failure } = state;
  const tools = { api, dispatch, take };
  return (
    <>
      <ScreenHead title="Notes">{choices}</ScreenHead>
      <NewNote {...tools} />
      <ul class="notes" aria-busy={phase === 'loading'} aria-label="Your notes">
        {notes.map((note) => (
          <NoteItem key={note.id} note={note} {...tools} />
        ))}
        {phase === 'loading' && notes.length === 0 && <Placeholders />}
      </ul>
      {phase === 'ready' && notes.length === 0 && <NoNotes />}
      {failure && <ListFailure failure={failure} retry={() => load(next)} />}
      {next && phase !== 'failed' && (
        <button
          type="button"
          class="button quiet"
          aria-disabled={phase === 'loading'}
          onClick={() => load(next)}
        >
          {phase === 'loading' ? 'Loading …' : 'Show more'}
        </button>
      )}
      <p class="unseen" role="status">
        {phase === 'loading' ? 'Loading your notes' : ''}
      </p>
    </>
  );
}

function Placeholders() {
  return [1, 2, 3].map((index) => <li key={index} class="placeholder" aria-hidden="true" />);
}

function NoNotes() {
  return (
    <div class="empty">
      <svg viewBox="0 0 96 72" aria-hidden="true">
        <path d="M22 10h36l16 16v36H22z" />
        <path d="M58 10v16h16M33 36h30M33 46h20" />
      </svg>
      <h2>No notes yet</h2>
      <p>Write the first one above. Only you will be able to read it.</p>
    </div>
  );
}

function ListFailure({ failure, retry }: { failure: Failure; retry: () => void }) {
  return (
    <div class="failed">
      <FailureNotice failure={failure} />
      <button type="button" class="button quiet" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
