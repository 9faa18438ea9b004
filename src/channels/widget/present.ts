import { formatPosition } from '../../conversations/log.js';
import { forCustomer } from '../../conversations/present.js';
import type { WidgetEvent, WidgetFile } from '../../widget-wire.js';
import type { Attachment, Event, Message } from '../../wire.js';
import { treeIn } from './trees.js';
import type { Widget } from './widget.js';

/** What the customer sees of an event, or nothing when it is not theirs to see. */
export function presentEvent(event: Event, ordinal: number, widget: Widget): WidgetEvent | undefined {
  const { conversation, time, seq } = event;
  const base = { position: formatPosition({ ordinal, seq }), conversation, time };
  const visible = forCustomer(event);
  if (!visible) return undefined;
  const { body } = visible;
  if (body === null) return { kind: 'erased', ...base };
  switch (body.kind) {
    case 'message':
      return { kind: 'message', ...base, ...messageFields(event, body.message, widget) };
    case 'owner':
      return {
        ...base,
        kind: 'owner',
        status: body.to.status,
        name: body.to.status === 'agent' ? (body.name ?? '') : '',
      };
    case 'ticket':
      return { ...base, kind: 'ticket', number: body.number, change: body.change };
    case 'rating asked':
      return { ...base, kind: 'rating', score: null, comment: null };
    case 'rating given':
      return { ...base, kind: 'rating', score: body.score, comment: body.comment };
    case 'erased':
      return { kind: 'erased', ...base };
    case 'note':
    case 'vote':
    case 'act asked':
    case 'act done':
    case 'flow moved':
    case 'silence':
      return undefined;
  }
}

function messageFields(
  event: Event,
  message: Message,
  widget: Widget,
): Omit<Extract<WidgetEvent, { kind: 'message' }>, 'kind' | 'position' | 'conversation' | 'time'> {
  const { text, language, choices, form, attachments, sources, receipt } = message;
  const agent = agentOf(event);
  const author = event.author === 'customer' ? 'customer' : agent === undefined ? 'bot' : 'agent';
  return {
    author,
    language,
    text,
    form: form ?? null,
    name: author === 'customer' ? '' : agent === undefined ? widget.settings().name : nameOf(agent, language, widget),
    clientId: author === 'customer' ? event.clientId : null,
    tree: author === 'customer' ? null : treeIn(widget, text, language),
    choices: choices ?? [],
    files: (attachments ?? []).map((file) => widgetFile(file, widget)),
    sources: (sources ?? []).map(({ title, slug, language: of }) => ({ title, slug, language: of })),
    receipt: receipt ? { ...receipt, url: widget.ticketUrl?.(receipt.ticket) ?? null } : null,
  };
}

/** The agent who wrote it, by their id, which never leaves the house. */
export const agentOf = ({ author }: Pick<Event, 'author'>): string | undefined =>
  author.startsWith('agent:') ? author.slice('agent:'.length) : undefined;

function nameOf(agent: string, language: string, { names }: Widget): string {
  return names.known(agent) || (language.startsWith('ja') ? '担当者' : 'Support');
}

/** The link's own word says which file it opens: whoever may read the message has it, nobody else can make it. */
export function widgetFile({ id, name, type, size }: Attachment, { links }: Pick<Widget, 'links'>): WidgetFile {
  return { id, name, type, size, url: `/widget/v1/files/${id}?w=${links.file('widget', id)}` };
}
