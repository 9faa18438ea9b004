import type { ComponentType } from 'react';
import type { Me } from '../../console-wire.js';
import type { IconName } from './icon.js';
import type { Words } from './words.js';
import { readsConversations } from './me.js';
import { AccountScreen } from './account/account-screen.js';
import { accountWords } from './account/account.words.js';
import { ArticlesScreen } from './articles/articles-screen.js';
import { ConversationsScreen } from './conversations/conversations-screen.js';
import { GalleryScreen } from './gallery/gallery-screen.js';
import { galleryWords } from './gallery/gallery.words.js';
import { JoinScreen } from './join/join-screen.js';
import { joinWords } from './join/join.words.js';
import { OutboxScreen } from './outbox/outbox-screen.js';
import { SettingsScreen } from './settings/settings-screen.js';
import { SetUpScreen } from './set-up/set-up-screen.js';
import { setUpWords } from './set-up/set-up.words.js';
import { shellWords } from './shell/shell.words.js';
import { SignInScreen } from './sign-in/sign-in-screen.js';
import { StartScreen } from './start/start-screen.js';
import { TeamScreen } from './team/team-screen.js';

/**
 * A page of the console. `path` may hold `:name` and `:name?`; the first that fits is drawn and gets the values as
 * `params`. With `nav` it stands in the navigation, in this table's order.
 */
export interface Screen {
  readonly path: string;
  /** `anybody` is drawn without a session and without the frame: signing in, an invitation. */
  readonly access: 'staff' | 'anybody';
  /** Shown only to those for whom it says yes; the server refuses the others in any case. */
  readonly may?: (me: Me) => boolean;
  readonly nav?: {
    readonly icon: IconName;
    readonly label: keyof (typeof shellWords)['en'];
    /** Where a press on it leads, when that is not `path`. */
    readonly to: string;
  };
  /** What the tab is called. */
  readonly title: { readonly words: Words<Readonly<Record<string, unknown>>>; readonly key: string };
  readonly Component: ComponentType<ScreenProps>;
}

export interface ScreenProps {
  readonly params: Readonly<Record<string, string>>;
}

const isOwner = ({ staff }: Me): boolean => staff.role === 'owner';
const publishesArticles = ({ staff }: Me): boolean => staff.role !== 'agent';

/** Every screen there is. Yours goes here, with one line; its files lie in a folder of its own. */
export const screens: readonly Screen[] = [
  {
    ...{ path: '/sign-in', access: 'anybody', title: { words: shellWords, key: 'signIn' } },
    Component: SignInScreen,
  },
  {
    ...{ path: '/join', access: 'anybody', title: { words: joinWords, key: 'title' } },
    Component: JoinScreen,
  },
  {
    ...{ path: '/gallery', access: 'anybody', title: { words: galleryWords, key: 'title' } },
    Component: GalleryScreen,
  },
  {
    ...{ path: '/conversations/:id?', access: 'staff', title: { words: shellWords, key: 'conversations' } },
    nav: { icon: 'chats', label: 'conversations', to: '/conversations' },
    may: readsConversations,
    Component: ConversationsScreen,
  },
  {
    ...{ path: '/', access: 'staff', title: { words: shellWords, key: 'conversations' } },
    Component: StartScreen,
  },
  {
    ...{ path: '/mail', access: 'staff', title: { words: shellWords, key: 'outbox' } },
    ...{ nav: { icon: 'mail', label: 'outbox', to: '/mail' }, may: readsConversations },
    Component: OutboxScreen,
  },
  {
    ...{ path: '/articles', access: 'staff', title: { words: shellWords, key: 'articles' } },
    ...{ nav: { icon: 'articles', label: 'articles', to: '/articles' }, may: publishesArticles },
    Component: ArticlesScreen,
  },
  {
    ...{ path: '/team', access: 'staff', title: { words: shellWords, key: 'team' }, may: isOwner },
    ...{ nav: { icon: 'team', label: 'team', to: '/team' }, Component: TeamScreen },
  },
  {
    ...{ path: '/settings/:section?', access: 'staff', title: { words: shellWords, key: 'settings' }, may: isOwner },
    ...{ nav: { icon: 'settings', label: 'settings', to: '/settings' }, Component: SettingsScreen },
  },
  {
    ...{ path: '/set-up/:step?', access: 'staff', title: { words: setUpWords, key: 'title' }, may: isOwner },
    Component: SetUpScreen,
  },
  {
    ...{ path: '/account', access: 'staff', title: { words: accountWords, key: 'title' } },
    Component: AccountScreen,
  },
];
