import { mark, type Envelope, type ToFrame, type ToHost } from './between.js';
import { opened } from './edge.js';
import type { MadoguchiOptions } from './madoguchi.js';
import style from './style/launcher.css?text';

/** The button on the host's page and the frame behind it. */
export interface Launcher {
  set(open: boolean): void;
  show(visible: boolean): void;
  update(options: MadoguchiOptions): void;
  /** To the frame; what is said before it has loaded waits. */
  tell(say: ToFrame): void;
  /** Loads the frame without showing it. */
  warm(): void;
  isWarm(): boolean;
  remove(): void;
}

export interface LauncherOptions {
  readonly origin: string;
  readonly options: MadoguchiOptions;
  readonly identified: () => boolean;
  readonly hear: (say: ToHost) => void;
  readonly onOpen: (open: boolean) => void;
}

/** Narrower than this there is no room for a window beside the page. */
const fullBelow = 668;

const words = {
  en: ['Customer counter', 'Close the customer counter', (count: number) => `, ${count} new`],
  ja: ['お客様窓口を開く', 'お客様窓口を閉じる', (count: number) => `、新着${count}件`],
} as const;

export function createLauncher({ origin, options, identified, hear, onOpen }: LauncherOptions): Launcher {
  let current = options;
  let isOpen = false;
  let isAway = false;
  /** Of the frame: 1 something has loaded, 2 it has spoken, so it is ours and no error page. */
  let life: 0 | 1 | 2 = 0;
  let unread = 0;
  let frame: HTMLIFrameElement | undefined;
  const waiting: ToFrame[] = [];
  const ending = new AbortController();
  const { signal } = ending;

  const host = document.createElement('madoguchi-counter');
  const root = host.attachShadow({ mode: 'open' });
  // A sheet made by script is no inline style: the host's policy may forbid those.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement('div');
  const button = document.createElement('button');
  const badge = document.createElement('b');
  button.append(drawing(), badge);
  box.append(button);
  root.append(box);

  const language = (): keyof typeof words => ((current.language ?? navigator.language).startsWith('ja') ? 'ja' : 'en');

  /** Draws all there is, and tells the frame how things stand around it. */
  const draw = (): void => {
    const [openName, closeName, news] = words[language()];
    const full = innerWidth < fullBelow;
    button.lang = language();
    button.ariaLabel = isOpen ? closeName : openName + (unread ? news(unread) : '');
    button.ariaExpanded = String(isOpen);
    badge.textContent = String(unread || '');
    box.className = [isOpen ? 'open' : '', full ? 'full' : '', isAway ? 'away' : '', current.position].join(' ');
    // A full window has a way out of its own, once it is there.
    button.hidden = full && isOpen && life > 1;
    const bare = document.title.replace(/^\(\d+\) /, '');
    const title = unread ? `(${unread}) ${bare}` : bare;
    if (title !== document.title) document.title = title;
    if (!frame) return;
    // On a phone the frame is as large as what the keyboard leaves of the screen, and where that is.
    const view = full ? visualViewport : null;
    frame.style.height = view ? `${view.height}px` : '';
    frame.style.transform = view ? `translateY(${view.offsetTop}px)` : '';
    // The page behind a full screen does not scroll along.
    document.documentElement.style.overflow = full && isOpen ? 'hidden' : '';
    if (!life) return;
    tell({
      ...{ kind: 'around', open: isOpen, full, safe: full ? safeAreas() : [] },
      ...{ language: current.language, theme: current.theme, identified: identified() },
      page: { url: location.href, title: bare },
    });
  };

  /** Each side's inset becomes the width of something for a moment: there is no other way to ask. */
  const safeAreas = (): number[] =>
    ['top', 'right', 'bottom', 'left'].map((side) => {
      badge.style.minWidth = `env(safe-area-inset-${side})`;
      const width = parseFloat(getComputedStyle(badge).minWidth) || 0;
      badge.style.minWidth = '';
      return width;
    });

  const warm = (): void => {
    if (frame) return;
    frame = document.createElement('iframe');
    frame.title = words[language()][0];
    frame.src = `${origin}/widget/frame?lang=${language()}&site=${encodeURIComponent(current.site ?? 'main')}`;
    frame.onload = () => {
      life = 1;
      draw();
      waiting.splice(0).forEach(tell);
    };
    // Before the button, which lies over a window that does not come.
    button.before(frame);
  };

  const tell = (say: ToFrame): void => {
    const envelope: Envelope<ToFrame> = { to: mark, say };
    if (life) frame?.contentWindow?.postMessage(envelope, origin);
    else waiting.push(say);
  };

  const set = (open: boolean): void => {
    if (open === isOpen) return;
    isOpen = open;
    if (open) warm();
    draw();
    if (!open && life < 2) {
      // It never spoke: the server was away, and is asked anew at the next touch.
      frame?.remove();
      frame = undefined;
      life = 0;
    }
    (open ? frame : button)?.focus();
    onOpen(open);
  };

  const fromFrame = ({ origin: from, source, data }: MessageEvent<unknown>): void => {
    if (from !== origin || !source || source !== frame?.contentWindow) return;
    const say = opened<ToHost>(data);
    if (!say) return;
    life = 2;
    if (say.kind === 'close') set(false);
    if (say.kind === 'unread') {
      if (unread === say.count) return;
      unread = say.count;
    }
    draw();
    hear(say);
  };

  button.onclick = () => set(!isOpen);
  button.onpointerenter = button.onfocus = warm;
  button.onkeydown = ({ key }) => void (key === 'Escape' && set(false));
  addEventListener('message', fromFrame, { signal });
  addEventListener('resize', draw, { signal });
  visualViewport?.addEventListener('resize', draw, { signal });
  visualViewport?.addEventListener('scroll', draw, { signal });
  document.body.append(host);
  draw();

  return {
    ...{ set, tell, warm, isWarm: () => frame !== undefined },
    show(visible) {
      isAway = !visible;
      draw();
    },
    update(changed) {
      current = { ...current, ...changed };
      draw();
    },
    remove() {
      set(false);
      unread = 0;
      draw();
      ending.abort();
      host.remove();
    },
  };
}

/** 窓口: a curtain of three cloths over a counter, drawn by hand because the host's policy may forbid markup from text. */
function drawing(): SVGElement {
  const shape = (tag: 'svg' | 'path', attributes: Readonly<Record<string, string>>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const picture = shape('svg', { viewBox: '0 0 32 32', fill: 'currentColor', 'aria-hidden': 'true' });
  picture.append(
    shape('path', { d: 'M4 5h24v2.4H4zM3 22.4h26v2.8H3zM6 26.4h20v1.8H6z' }),
    shape('path', { class: 'cloth', d: 'M6 9h5.9v9.2H6zM13 9h6v7.2h-6zM20.1 9H26v9.2h-5.9z' }),
  );
  return picture;
}
