import { Loader } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useFreshLists } from '../conversations/list/use-list.js';
import { Keyboard } from '../keys/keyboard.js';
import { startLive } from '../live.js';
import { useNotices } from '../notices/notices.js';
import { setTitle } from '../title.js';
import { readsConversations, useMe, useSession } from '../me.js';
import { matchPath, navigate, usePath } from '../router.js';
import { screens, type Screen } from '../screens.js';
import { useLanguage, useWords } from '../words.js';
import { Catch } from './catch.js';
import { Frame } from './frame.js';
import { Plain } from './plain.js';
import { shellWords } from './shell.words.js';

/** The screen of this address, for whoever is (or is not) signed in. */
export function Page() {
  const { path } = usePath();
  const { me, error } = useSession();
  const say = useWords(shellWords);
  const found = screenAt(path);
  useTitle(found?.screen);
  useEffect(() => {
    const isOpen = found?.screen.access === 'anybody';
    if (me === null && !isOpen) navigate('/sign-in', { replace: true });
    if (me && path === '/sign-in') navigate('/', { replace: true });
  }, [me, path, found?.screen.access]);

  if (found?.screen.access === 'anybody') return <Drawn {...found} />;
  if (me === undefined || me === null) {
    return error ? (
      <Plain title={say.noServer} text={say.noServerHelp} />
    ) : (
      <Plain title="">
        <Loader type="dots" />
      </Plain>
    );
  }
  const isFor = found && (found.screen.may?.(me) ?? true);
  return (
    <SignedIn>
      {isFor ? (
        <Drawn {...found} />
      ) : (
        <Plain title={say.notFound} text={say.notFoundHelp} action={{ label: say.toStart, to: '/' }} />
      )}
    </SignedIn>
  );
}

/** What runs for as long as somebody is signed in, whichever screen they look at. */
function SignedIn({ children }: { readonly children: ReactNode }) {
  const isLive = readsConversations(useMe());
  useEffect(() => (isLive ? startLive() : undefined), [isLive]);
  useFreshLists();
  useNotices();
  return (
    <Frame>
      {children}
      <Keyboard />
    </Frame>
  );
}

function Drawn({ screen, params }: { readonly screen: Screen; readonly params: Readonly<Record<string, string>> }) {
  const { Component } = screen;
  return (
    <Catch key={screen.path}>
      <Component params={params} />
    </Catch>
  );
}

function screenAt(path: string): { screen: Screen; params: Readonly<Record<string, string>> } | undefined {
  for (const screen of screens) {
    const params = matchPath(screen.path, path);
    if (params) return { screen, params };
  }
  return undefined;
}

function useTitle(screen: Screen | undefined): void {
  const language = useLanguage();
  const said = screen?.title.words[language][screen.title.key];
  useEffect(() => {
    setTitle(typeof said === 'string' ? said : undefined);
  }, [said]);
}
