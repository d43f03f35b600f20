import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Note } from '../api/notes-api.ts';
import type { Failure } from '../api/result.ts';
import { FailureNotice } from './failure-notice.tsx';
import { NoteConflict } from './note-conflict.tsx';
import { NoteEditor } from './note-editor.tsx';
import type { NotesTools } from './notes-state.ts';

type Mode =
  | { readonly kind: 'view' }
  | { readonly kind: 'edit' }
  | { readonly kind: 'delete' }
  /** Somebody, on another device perhaps, has changed the note meanwhile. */
  | { readonly kind: 'conflict'; readonly mine: string; readonly theirs: Note };

export function NoteItem({ note, ...tools }: NotesTools & { note: Note }) {
  const { api, dispatch, take } = tools;
  const [mode, setMode] = useState<Mode>({ kind: 'view' });
  const [failure, setFailure] = useState<Failure>();
  const item = useRef<HTMLLIElement>(null);

  function view(): void {
    setMode({ kind: 'view' });
    setFailure(undefined);
    // What had the focus is gone.
    item.current?.focus();
  }

  /** The version is the one that was read: a note that has another by now is not overwritten. */
  async function save(text: string, version: number): Promise<void> {
    setFailure(undefined);
    const result = await take(api.update(note.id, text, version));
    if (result.kind === 'ok') {
      dispatch({ kind: 'saved', note: result.value });
      return view();
    }
    if (result.kind !== 'refused' || result.status !== 409) return setFailure(result);
    const theirs = await take(api.get(note.id));
    if (theirs.kind === 'ok') setMode({ kind: 'conflict', mine: text, theirs: theirs.value });
    else setFailure(theirs);
  }

  async function remove(): Promise<void> {
    setFailure(undefined);
    const result = await take(api.remove(note.id));
    const isGone = result.kind === 'ok' || (result.kind === 'refused' && result.status === 404);
    if (isGone) dispatch({ kind: 'deleted', id: note.id });
    else setFailure(result);
  }

  return (
    <li class="note" ref={item} tabIndex={-1}>
      {failure && <FailureNotice failure={failure} />}
      {mode.kind === 'edit' && (
        <NoteEditor text={note.text} onSave={(text) => save(text, note.version)} onCancel={view} />
      )}
      {mode.kind === 'conflict' && (
        <NoteConflict
          mine={mode.mine}
          theirs={mode.theirs.text}
          onKeepMine={() => save(mode.mine, mode.theirs.version)}
          onTakeTheirs={() => {
            dispatch({ kind: 'saved', note: mode.theirs });
            view();
          }}
        />
      )}
      {(mode.kind === 'view' || mode.kind === 'delete') && <p class="text">{note.text}</p>}
      {mode.kind === 'view' && (
        <div class="actions">
          <time dateTime={note.updatedAt}>{shown(note.updatedAt)}</time>
          <button type="button" class="link" onClick={() => setMode({ kind: 'edit' })}>
            Edit<span class="unseen"> {start(note.text)}</span>
          </button>
          <button type="button" class="link" onClick={() => setMode({ kind: 'delete' })}>
            Delete<span class="unseen"> {start(note.text)}</span>
          </button>
        </div>
      )}
      {mode.kind === 'delete' && <DeleteQuestion onDelete={remove} onCancel={view} />}
    </li>
  );
}

function DeleteQuestion({ onDelete, onCancel }: { onDelete: () => void; onCancel: () => void }) {
  const cancel = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancel.current?.focus(), []);
  return (
    <fieldset class="actions question" aria-label="Delete this note for good?">
      <span>Delete it for good?</span>
      <button type="button" class="link" ref={cancel} onClick={onCancel}>
        Keep
      </button>
      <button type="button" class="link danger" onClick={onDelete}>
        Delete
      </button>
    </fieldset>
  );
}

const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function shown(iso: string): string {
  return times.format(new Date(iso));
}

/** Enough for a screen reader to know which note a button is of. */
function start(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
