import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';

export interface FolderWatch {
  /** Watches these folders from now on, and no others. A folder that is gone is left out. */
  watch(folders: Iterable<string>): void;
  /** The files that were saved, created or deleted since the last call. Waits for the first one. */
  changes(signal: AbortSignal): Promise<ReadonlySet<string>>;
  close(): void;
}

/** One save is several events: of the file, of an editor's temporary copy, of a rename. */
const settleMs = 15;

export function watchFolders(): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let wake = () => {};

  function open(folder: string): void {
    try {
      const watcher = watch(folder, (_event, name) => {
        changed.add(path.join(folder, name ?? ''));
        wake();
      });
      watchers.set(
        folder,
        watcher.on('error', () => close(folder)),
      );
    } catch {
      // The folder was deleted: the next build names what is missing.
    }
  }

  function close(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  return {
    watch(folders) {
      const wanted = new Set(folders);
      for (const folder of watchers.keys()) if (!wanted.has(folder)) close(folder);
      for (const folder of wanted) if (!watchers.has(folder)) open(folder);
    },
    async changes(signal) {
      const stop = () => wake();
      signal.addEventListener('abort', stop);
      while (!signal.aborted) {
        const before = changed.size;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (changed.size > 0) setTimeout(resolve, settleMs);
        });
        if (changed.size > 0 && changed.size === before) break;
      }
      signal.removeEventListener('abort', stop);
      const taken = changed;
      changed = new Set();
      return taken;
    },
    close() {
      for (const folder of watchers.keys()) close(folder);
    },
  };
}
