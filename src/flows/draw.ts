import dagre, { type Line, type Place } from '@dagrejs/dagre';
import { kindOf, type Flow, type FlowStep } from './flow.js';
import { roadsFrom } from './graph.js';
import { reachable } from './road-net.js';
import type { FlowWords } from './words.js';

const lineHeight = 16;
const padding = 12;
const widestText = 240;

interface Box {
  readonly id: string;
  readonly kind: string;
  readonly lines: readonly string[];
}

/** What colours a box, and its words: the bot speaks, waits for the customer, looks or does something, decides, or ends. */
const looks: Readonly<Record<string, { fill: string; edge: string }>> = {
  say: { fill: '#eef4ff', edge: '#4a6fb5' },
  ask: { fill: '#fff6e0', edge: '#a87400' },
  choose: { fill: '#fff6e0', edge: '#a87400' },
  confirm: { fill: '#fff6e0', edge: '#a87400' },
  lookup: { fill: '#e9f7ef', edge: '#2e7d4f' },
  act: { fill: '#e9f7ef', edge: '#2e7d4f' },
  call: { fill: '#f1f1f4', edge: '#6b6b76' },
  check: { fill: '#f6ecfb', edge: '#7a4a99' },
  branch: { fill: '#f6ecfb', edge: '#7a4a99' },
  ticket: { fill: '#fdeaea', edge: '#b23b3b' },
  handoff: { fill: '#fdeaea', edge: '#b23b3b' },
};
const plain = { fill: '#ffffff', edge: '#6b6b76' };

/**
 * A flow as a picture: every step a box with what it says, every road an arrow with its condition, from top to bottom (laid
 * out by dagre). Text stays text, so that it can be searched, copied and read aloud; the picture needs nothing from outside.
 */
export function drawFlow(flow: Flow, words: FlowWords | undefined): string {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 44, edgesep: 16, marginx: 20, marginy: 20 });
  const boxes = boxesOf(flow, words);
  for (const { id, lines } of boxes)
    graph.setNode(id, {
      width: Math.max(64, ...lines.map(widthOf)) + 2 * padding,
      height: lines.length * lineHeight + 2 * padding - 4,
    });
  const known = new Set(boxes.map(({ id }) => id));
  const roads = flow.steps
    .filter(({ id }) => known.has(id))
    .flatMap((step) => roadsFrom(flow, step).map((road) => ({ from: step.id, ...road })))
    .filter(({ to, written }) => known.has(to) && written);
  for (const [index, { from, to, label }] of roads.entries()) {
    const text = shortened(label, 40);
    graph.setEdge(
      from,
      to,
      { label: text, labelpos: 'c', width: text === '' ? 0 : widthOf(text) + 8, height: text === '' ? 0 : lineHeight },
      String(index),
    );
  }
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const title = words?.title ?? flow.flow;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(title)}" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>text{font:12px system-ui,"Hiragino Sans","Noto Sans JP",sans-serif;fill:#1d1d22}.kind{font-weight:600}.road{fill:#55555f}</style>`,
    `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="#8a8a94"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...graph.edges().map((edge) => arrow(graph.edge(edge))),
    ...boxes.map((box) => drawn(box, graph.node(box.id))),
    '</svg>',
    '',
  ].join('\n');
}

function boxesOf(flow: Flow, words: FlowWords | undefined): Box[] {
  const reached = reachable(flow);
  const steps = flow.steps.filter(({ id }) => reached.has(id));
  const ends = new Set(
    steps.flatMap((step) => roadsFrom(flow, step).filter(({ written }) => written)).map(({ to }) => to),
  );
  const ending = (id: string, line: string): Box[] => (ends.has(id) ? [{ id, kind: 'end', lines: [line] }] : []);
  return [
    ...steps.map((step) => ({
      id: step.id,
      kind: kindOf(step),
      lines: [`${kindOf(step)}  ${step.id}`, ...textOf(step, words)],
    })),
    ...ending('end', '● end'),
    ...ending('fail', '● fail'),
    ...ending('person', '☎ person'),
  ];
}

/** What the step says or does, in at most three lines. */
function textOf(step: FlowStep, words: FlowWords | undefined): string[] {
  const sentence = (key: string): string => {
    const said = words?.say[key];
    return typeof said === 'string' ? said : (said?.[0] ?? '');
  };
  if ('say' in step) return wrapped(sentence(step.say));
  if ('ask' in step) return [...wrapped(sentence(step.id)), `→ ${step.ask}`];
  if ('choose' in step) return [...wrapped(sentence(step.id)), `→ ${step.choose}`];
  if ('confirm' in step) return [step.confirm.join(', ')];
  if ('lookup' in step) return [`${step.lookup} → ${step.as}`];
  if ('act' in step) return [`${step.act} → ${step.as}`];
  if ('call' in step) return [step.call];
  if ('ticket' in step) return wrapped(sentence(step.ticket.subject));
  return 'handoff' in step ? wrapped(sentence(step.handoff.reason)) : [];
}

const fullWidth = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** As wide as the browser is going to draw it, near enough. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += fullWidth.test(letter) ? 12 : 6.6;
  return width;
}

function wrapped(text: string): string[] {
  const lines = [''];
  for (const piece of text.match(/[\w'’{}.:-]+|\s+|[^]/gu) ?? []) {
    const last = lines.length - 1;
    const longer = `${lines[last] ?? ''}${piece}`;
    if (widthOf(longer) <= widestText) lines[last] = longer;
    else if (lines.length === 3) {
      lines[last] = `${(lines[last] ?? '').trimEnd()}…`;
      break;
    } else lines.push(piece.trimStart());
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

function drawn({ kind, lines }: Box, { x, y, width, height }: Place): string {
  const { fill, edge } = looks[kind] ?? plain;
  const [left, top] = [x - width / 2, y - height / 2];
  const texts = lines.map((line, index) => {
    const at = top + padding + 9 + index * lineHeight;
    return `<text x="${round(left + padding)}" y="${round(at)}"${index === 0 ? ' class="kind"' : ''}>${escaped(line)}</text>`;
  });
  return `<g><rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="8" fill="${fill}" stroke="${edge}"/>${texts.join('')}</g>`;
}

function arrow({ points, label, x, y }: Line): string {
  const [first, ...others] = points;
  if (!first) return '';
  const path = `M${round(first.x)} ${round(first.y)}${others.map((point) => `L${round(point.x)} ${round(point.y)}`).join('')}`;
  const written =
    label && x !== undefined && y !== undefined
      ? `<text class="road" text-anchor="middle" paint-order="stroke" stroke="#ffffff" stroke-width="4" x="${round(x)}" y="${round(y + 4)}">${escaped(label)}</text>`
      : '';
  return `<path d="${path}" fill="none" stroke="#8a8a94" marker-end="url(#tip)"/>${written}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);
