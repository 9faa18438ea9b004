import { useEffect, useRef } from 'react';
import { preferences } from '../preferences.js';
import type { keysWords } from './keys.words.js';

export type CommandName = Exclude<
  keyof (typeof keysWords)['en'],
  'title' | 'single' | 'singleHelp' | 'then' | 'search' | 'nothing' | 'close'
>;

/** The keys, as people read them. `mod` is Ctrl, on a Mac ⌘; `g m` is g and then m. */
export const keyMap: readonly { readonly name: CommandName; readonly keys: string }[] = [
  { name: 'palette', keys: 'mod+k' },
  { name: 'sheet', keys: '?' },
  { name: 'next', keys: 'j' },
  { name: 'previous', keys: 'k' },
  { name: 'open', keys: 'o' },
  { name: 'find', keys: '/' },
  { name: 'claim', keys: 'c' },
  { name: 'claimNext', keys: 'shift+c' },
  { name: 'reply', keys: 'r' },
  { name: 'note', keys: 'n' },
  { name: 'send', keys: 'mod+enter' },
  { name: 'resolve', keys: 'e' },
  { name: 'transfer', keys: 't' },
  { name: 'handBack', keys: 'b' },
  { name: 'context', keys: 'i' },
  { name: 'card', keys: 'h' },
  { name: 'leave', keys: 'escape' },
  { name: 'goWaiting', keys: 'g w' },
  { name: 'goMine', keys: 'g m' },
  { name: 'goOpen', keys: 'g o' },
  { name: 'goSolved', keys: 'g s' },
];

type Handlers = { readonly [N in CommandName]?: (() => void) | undefined };

const registered = new Set<{ readonly current: Handlers }>();

/** What a part of the screen can do now, for the keys and the palette alike; left out is what cannot be done. */
export function useCommands(handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    registered.add(latest);
    return () => void registered.delete(latest);
  }, []);
}

/** What can be done now; the part drawn last is asked first. */
export function handlerOf(name: CommandName): (() => void) | undefined {
  return [...registered].toReversed().flatMap(({ current }) => current[name] ?? [])[0];
}

/** So long after `g` the second letter counts. */
const together = 1_200;

export function listenToKeys(): () => void {
  let first = '';
  let since = 0;
  const hear = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const pressed = pressedIn(event);
    const isSingle = !pressed.startsWith('mod+');
    if (isSingle && (!preferences().singleKeys || isWriting(event.target) || isDialogOpen())) return;
    const isSecond = first !== '' && event.timeStamp - since < together;
    const wanted = isSecond ? `${first} ${pressed}` : pressed;
    first = !isSecond && pressed === 'g' ? 'g' : '';
    since = event.timeStamp;
    const found = keyMap.find(({ keys }) => keys === wanted);
    const handler = found && handlerOf(found.name);
    if (!handler) return;
    event.preventDefault();
    handler();
  };
  addEventListener('keydown', hear);
  return () => removeEventListener('keydown', hear);
}

function pressedIn(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return `mod+${key}`;
  if (event.altKey) return `alt+${key}`;
  return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

const isDialogOpen = (): boolean => document.querySelector('[role=dialog], [role=menu]') !== null;
