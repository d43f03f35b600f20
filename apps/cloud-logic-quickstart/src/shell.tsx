import { useRef, useState } from 'preact/hooks';
import type { Way } from './api/notes-api.ts';
import { useApp } from './app-context.ts';
import type { StageName } from './configuration.ts';
import { ExplorerScreen } from './explorer/explorer-screen.tsx';
import { NotesScreen } from './notes/notes-screen.tsx';
import { ProfileScreen } from './profile/profile-screen.tsx';
import { routes, useRoute } from './route.ts';
import type { ScreenProps } from './screen-props.ts';
import { Brand } from './ui/brand.tsx';
import { Choice } from './ui/choice.tsx';
import { icons } from './ui/icons.tsx';
import { useOnline } from './ui/use-online.ts';

const titles = { notes: 'Notes', explorer: 'Explorer', profile: 'Profile' } as const;

/** The frame of a person who is signed in: where they are, and how the API is called. */
export function Shell(props: ScreenProps) {
  const { configuration } = useApp();
  const route = useRoute();
  const isOnline = useOnline();
  const main = useRef<HTMLElement>(null);
  const [stage, setStage] = useState<StageName>('Development');
  const [way, setWay] = useState<Way>('token');

  const choices = (
    <div class="choices">
      <Choice
        label="Stage"
        values={{ Development: 'Development', Production: 'Production' }}
        value={stage}
        onChange={setStage}
      />
      <Choice
        label="Checked by"
        values={{ token: 'User pool token', iam: 'IAM signature' }}
        value={way}
        onChange={setWay}
      />
    </div>
  );
  const called = { stage, way, choices, onEnd: props.onEnd };

  return (
    <div class="shell">
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header class="bar">
        <Brand />
        <nav aria-label="Screens">
          {routes.map((name) => (
            <a key={name} href={`#/${name}`} aria-current={name === route ? 'page' : undefined}>
              {icons[name]}
              {titles[name]}
            </a>
          ))}
        </nav>
        {configuration.inboxUrl && (
          <a class="inbox-link" href={configuration.inboxUrl} target="_blank" rel="noreferrer">
            Inbox<span class="unseen"> of the local cloud, in another tab</span>
          </a>
        )}
      </header>
      <main ref={main} tabIndex={-1} class={route}>
        <div role="status">
          {!isOnline && (
            <p class="notice info">You are offline. Nothing is sent until you are online again.</p>
          )}
        </div>
        {route === 'notes' && <NotesScreen key={`${stage} ${way}`} {...called} />}
        {route === 'explorer' && <ExplorerScreen key={way} {...called} />}
        {route === 'profile' && <ProfileScreen {...props} />}
      </main>
    </div>
  );
}
