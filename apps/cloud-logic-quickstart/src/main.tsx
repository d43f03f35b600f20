import { render } from 'preact';
import { AppRoot } from './app.tsx';
import { AppContext, createApp } from './app-context.ts';
import { loadConfiguration } from './configuration.ts';

const root = document.getElementById('app');

async function main(): Promise<void> {
  const app = createApp(await loadConfiguration());
  if (!root) return;
  root.textContent = '';
  render(
    <AppContext.Provider value={app}>
      <AppRoot />
    </AppContext.Provider>,
    root,
  );
}

main().catch((error: Error) => {
  if (root) root.textContent = `The app could not start: ${error.message}`;
});
