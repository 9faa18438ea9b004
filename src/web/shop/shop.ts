import { hasSeen } from '../tour/seen.js';
import { pageFacts, tokenIn } from './api.js';
import { startTour } from '../tour/tour.js';
import '../tour/tour.css';

// Every shop writes these three lines: calls made before the widget's script has come wait in a queue.
const queue: unknown[][] = [];
window.madoguchi ??= Object.assign((...call: unknown[]) => void queue.push(call), { q: queue });
const madoguchi = (...call: unknown[]): unknown => window.madoguchi?.(...call);

const page = pageFacts();
const status = document.getElementById('status');
const visitor = document.querySelector<HTMLSelectElement>('#visitor');

/** The shop's own server says who is signed in; the widget asks again whenever that word has expired. */
if (visitor && visitor.value !== '') {
  madoguchi('identify', async () => {
    const answer = await fetch('/shop/identity');
    const token = tokenIn(await answer.text());
    if (token === null) throw new Error('nobody is signed in');
    return token;
  });
}

visitor?.addEventListener('change', () => void changeVisitor(visitor.value));
for (const one of document.querySelectorAll<HTMLElement>('[data-visitor]')) {
  one.addEventListener('click', () => void changeVisitor(one.dataset['visitor'] ?? ''));
}

/** Somebody else from here on: what the last one wrote goes from this device first. */
async function changeVisitor(next: string): Promise<void> {
  await Promise.race([madoguchi('shutdown'), new Promise((resolve) => setTimeout(resolve, 3_000))]);
  await fetch('/shop/visitor', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ visitor: next }),
  });
  location.reload();
}

for (const one of document.querySelectorAll<HTMLElement>('[data-ask]')) {
  one.addEventListener('click', () => void ask(one.dataset['ask'] ?? ''));
}

/** A page cannot write into the chat, and should not: the question goes to the clipboard, and the chat opens. */
async function ask(question: string): Promise<void> {
  const copied = question !== '' && (await copy(question));
  if (copied && status) status.textContent = page.copied.replace('{question}', question);
  madoguchi('open');
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not every browser lets a page do this; the chat opens all the same.
    return false;
  }
}

const steps = page.tour.steps[page.screen] ?? [];
const tourName = `shop.${page.screen}`;
const begin = (asked: boolean): unknown =>
  startTour({ name: tourName, steps, words: page.tour, home: 'main', asked, keepFree: 88 });
const again = document.getElementById('tour');
if (again) {
  again.hidden = steps.length === 0;
  again.addEventListener('click', () => begin(true));
}
// After the widget's button is there, or without it.
if (!hasSeen(tourName)) addEventListener('load', () => setTimeout(() => begin(false), 400));

declare global {
  interface Window {
    madoguchi?: ((...call: unknown[]) => unknown) & { q?: unknown[][] };
  }
}
