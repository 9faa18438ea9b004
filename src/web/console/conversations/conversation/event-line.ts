import type { Me } from '../../../../console-wire.js';
import type { Event, EventBody, Owner } from '../../../../wire.js';
import type { ConsoleLanguage } from '../../preferences.js';
import { readOutcome } from '../outcome.js';
import { queueName } from '../queue-name.js';
import type { ConversationWords } from './conversation.words.js';

export interface LineContext {
  readonly say: ConversationWords;
  readonly language: ConsoleLanguage;
  readonly site: Me['site'];
  readonly nameOf: (author: string) => string;
}

/** What happened, in a sentence; undefined for what is no line (a message, a note). */
export function eventLine({ author, body }: Event, context: LineContext): string | undefined {
  if (body === null) return undefined;
  const { say } = context;
  switch (body.kind) {
    case 'owner':
      return ownerLine(author, body, context);
    case 'ticket':
      return {
        opened: say.lineTicketOpened,
        updated: say.lineTicketUpdated,
        solved: say.lineTicketSolved,
        reopened: say.lineTicketReopened,
      }[body.change](body.number);
    case 'vote':
      return body.helpful ? say.lineHelped : say.lineNotHelped;
    case 'act asked':
      return say.lineActAsked(body.act);
    case 'act done':
      return { done: say.lineActDone, refused: say.lineActRefused, failed: say.lineActFailed }[body.outcome](body.act);
    case 'rating asked':
      return say.lineRatingAsked;
    case 'rating given':
      return say.lineRated(`${body.score}`) + (body.comment === '' ? '' : ` – ${body.comment}`);
    case 'erased':
      return say.erased;
    default:
      return undefined;
  }
}

type OwnerBody = Extract<EventBody, { kind: 'owner' }>;

/** The reasons are those the server writes (src/handoff); whatever else is told by where it went. */
function ownerLine(author: string, { from, to, reason, name }: OwnerBody, context: LineContext): string {
  const { say, nameOf } = context;
  const by = nameOf(author);
  if (reason === 'claimed') return say.lineClaimed(name ?? by);
  if (reason === 'agent gone') return say.lineGone(ownerName(to, context));
  if (reason === 'released') return say.lineReleased(by, ownerName(to, context));
  if (reason === 'transferred') return say.lineTransferred(by, name ?? ownerName(to, context));
  if (reason === 'handed back to the bot') return say.lineHandedBack(by);
  if (from.status === 'closed') return say.lineReopened;
  switch (to.status) {
    case 'waiting':
      return say.lineWaiting(ownerName(to, context));
    case 'agent':
      return say.lineClaimed(name ?? nameOf(`agent:${to.agent}`));
    case 'closed':
      return author.startsWith('agent:') ? say.lineClosed(by, readOutcome(reason, say)) : say.lineBotClosed;
    case 'bot':
      return say.lineToBot;
  }
}

function ownerName(owner: Owner, { site, language, say, nameOf }: LineContext): string {
  if (owner.status === 'waiting') return queueName(site, owner.queue, language);
  return owner.status === 'agent' ? nameOf(`agent:${owner.agent}`) : say.bot;
}
