import type { Feeling } from '../language/feelings.js';
import { readPhrase } from '../language/phrases.js';
import { asksHow, asksSomething, questionsIn } from '../language/questions.js';
import { answerQuestion } from './answer.js';
import { follow, type Ears, type Said } from './ears.js';
import { currentRun } from './flow-dialog.js';
import { offerPerson } from './miss.js';
import { askForPerson, wantPerson } from './person.js';
import { severalQuestions } from './several-questions.js';
import { say } from './turn.js';

/** So many angry messages call a person; the first gets one offered. A refused offer begins the count anew. */
const anger = 2;

/**
 * A person is wanted, or the matter must not stay with a machine. Danger, crime, law and hardship go to a person at once,
 * whatever is under way; anger is counted over the conversation.
 */
export async function feelingOrPerson(ears: Ears, heard: Said): Promise<boolean> {
  const { turn, current } = ears;
  const [gravest] = heard.value === undefined ? current.feelings(heard.text) : [];
  const kind = readPhrase(heard.text, turn.language);
  if (gravest !== undefined && !isAnger(gravest)) {
    if (isErrand(gravest) && asksTheWay(ears, heard.text) && (await answered(ears, heard.text))) {
      if (currentRun(turn.state)) {
        say(turn, 'back-to-form');
        await ears.errands.ask({ kind: 'repeat' });
      }
      return true;
    }
    askForPerson(turn, reasonOf(gravest), gravest);
    return true;
  }
  if (kind === 'person') {
    await wantPerson(ears, heard.text);
    return true;
  }
  if (gravest === undefined || turn.waiting) return false;
  turn.state.anger++;
  if (turn.state.anger >= anger) {
    askForPerson(turn, reasonOf('angry'), 'angry');
    return true;
  }
  // "Still not working!!!" is answered as what it says; that it was sharp has been counted.
  if (kind !== undefined) return false;
  say(turn, gravest === 'swearing' ? 'sorry-swearing' : 'sorry-angry');
  // Whoever shouts a question wants its answer more than an apology alone; and who shouts what is broken, help with it.
  const isFree = !currentRun(turn.state);
  const only = asksSomething(heard.text, turn.language) ? 'sure' : 'sure errands';
  if (isFree && (await answered(ears, calm(ears, heard.text), only))) return true;
  offerPerson(turn, 'offer-person-angry');
  return true;
}

/** The sentences that hold no anger, if any: words of an outburst stand in no article and make a plain question look strange. */
function calm({ current }: Ears, text: string): string {
  const sentences = text.split(/(?<=[.!?。！？])/u).filter((sentence) => current.feelings(sentence).length === 0);
  return sentences.join('').trim() || text;
}

const isAnger = (feeling: Feeling): boolean => feeling === 'angry' || feeling === 'swearing';

/** What a person does, though an article may tell how: asked for the way, the article answers if it is sure. */
const isErrand = (feeling: Feeling): boolean => feeling === 'cancel-contract' || feeling === 'complaint';

/** "How do I delete my account?", also beside another question; not "… and please delete my account". */
function asksTheWay({ current, turn }: Ears, text: string): boolean {
  const parts = questionsIn(text, turn.language)?.parts ?? [text];
  return parts.filter((part) => current.feelings(part).some(isErrand)).every((part) => asksHow(part, turn.language));
}

/** Read by the agent's card, which has words for each: src/web/console/conversations/conversation/card.words.ts. */
export const reasonOf = (feeling: Feeling): string => `the customer's message: ${feeling}`;

async function answered(ears: Ears, text: string, only: 'sure' | 'sure errands' = 'sure'): Promise<boolean> {
  const { services, current, turn } = ears;
  if (turn.waiting) return false;
  if (only === 'sure' && (await severalQuestions(ears, text))) return true;
  return follow(ears, await answerQuestion(services, current, turn, { text, only }), text);
}
