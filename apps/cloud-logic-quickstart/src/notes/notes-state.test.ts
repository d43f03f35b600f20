import { describe, expect, it } from 'vitest';
import type { Note } from '../api/notes-api.ts';
import { noNotesYet, notesAfter } from './notes-state.ts';

const note = (id: string, minute: number, version = 1): Note => ({
  id,
  text: `${id} ${version}`,
  version,
  updatedAt: `2026-11-29T00:${String(minute).padStart(2, '0')}:00.000Z`,
});
const first = notesAfter(noNotesYet, {
  kind: 'page',
  isFirst: true,
  page: { notes: [note('a', 1), note('b', 3)], next: 'more' },
});
const idsOf = ({ notes }: typeof first) => notes.map(({ id }) => id);

describe('the notes on the screen', () => {
  it('are the latest first, over all pages', () => {
    expect(idsOf(first)).toEqual(['b', 'a']);
    const second = notesAfter(first, { kind: 'page', isFirst: false, page: { notes: [note('c', 2)] } });
    expect(idsOf(second)).toEqual(['b', 'c', 'a']);
    expect(second.next).toBeUndefined();
  });

  it('are each there once, also when a page has one that was just written', () => {
    const saved = notesAfter(first, { kind: 'saved', note: note('a', 9, 2) });
    expect(idsOf(saved)).toEqual(['a', 'b']);
    expect(saved.notes[0]?.version).toBe(2);
  });

  it('stay while more are loaded, and when that fails', () => {
    const failed = notesAfter(notesAfter(first, { kind: 'load' }), {
      kind: 'failed',
      failure: { kind: 'offline' },
    });
    expect(failed).toMatchObject({ phase: 'failed', next: 'more', failure: { kind: 'offline' } });
    expect(idsOf(failed)).toEqual(['b', 'a']);
    expect(notesAfter(failed, { kind: 'load' }).failure).toBeUndefined();
  });

  it('are those of the first page where it is loaded again', () => {
    const again = notesAfter(first, { kind: 'page', isFirst: true, page: { notes: [note('d', 4)] } });
    expect(idsOf(again)).toEqual(['d']);
    expect(idsOf(notesAfter(again, { kind: 'deleted', id: 'd' }))).toEqual([]);
  });
});
