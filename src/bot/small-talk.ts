import { readPhrase, type PhraseKind } from '../language/phrases.js';
import type { Ears, Said } from './ears.js';
import { personChoice } from './miss.js';
import { say, type Turn } from './turn.js';

type SmallTalk = Extract<PhraseKind, 'greeting' | 'bye' | 'thanks' | 'robot' | 'help' | 'helpful'>;

/** The kind of small talk a message is, if it is nothing else. */
export const smallTalkIn = (text: string, language: string): SmallTalk | undefined => {
  const kind = readPhrase(text, language);
  switch (kind) {
    case 'greeting':
    case 'bye':
    case 'thanks':
    case 'robot':
    case 'help':
    case 'helpful':
      return kind;
    default:
      return undefined;
  }
};

/** Answers a greeting, thanks, a farewell; tells which it was. Who waits for a person hears how long it takes instead. */
export function smallTalk({ turn }: Ears, heard: Said): SmallTalk | undefined {
  const kind = smallTalkIn(heard.text, turn.language);
  if (kind === undefined) return undefined;
  if (turn.waiting && (kind === 'greeting' || kind === 'help' || kind === 'robot')) {
    if (kind === 'robot') say(turn, 'talk-robot-waiting');
    tellWait(turn);
  } else if (kind === 'helpful') say(turn, 'glad');
  else say(turn, `talk-${kind}`, kind === 'bye' || kind === 'thanks' ? {} : { choices: [personChoice(turn)] });
  return kind;
}

/** The number and the promise once more; nothing new is opened by it. */
export function tellWait(turn: Turn): void {
  const { state } = turn;
  turn.handoff = {
    topic: turn.topic ?? 'general',
    reason: '',
    subject: state.questions.at(-1) ?? '',
    sentence: 'handoff',
  };
}
