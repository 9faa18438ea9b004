import { conceptFinder, joinedGroups } from '../concept-finder.js';
import type { ConceptGroups, LanguagePack, Term } from '../language.js';
import { partsOf } from './compounds.js';
import { concepts } from './concepts.js';
import { stem, writtenOut } from './stem.js';

/** German with these groups: words without those that carry nothing, as stems, a compound also as its parts. */
const withGroups = (groups: ConceptGroups): LanguagePack => ({
  code: 'de',
  terms,
  concepts: conceptFinder(groups, stemmedWords),
  withConcepts: (more) => withGroups(joinedGroups(groups, more)),
  written,
  weights: { title: 2, questions: 1, words: 1, body: 0.5, concept: 1 },
});

const stopWords = new Set(
  writtenOut(
    'der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber doch denn weil dass daß ob wenn falls als wie ' +
      'ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinen meinem meiner meines dein deine sein seine seinen ihre ihren ihrem ihrer unser unsere unseren ' +
      'bin bist ist sind seid war waren wäre wären sein gewesen habe hast hat haben hatte hatten hätte hätten werde wirst wird werden wurde wurden würde würden worden ' +
      'kann kannst können könnte könnten könnt muss muß müssen müsste soll sollen sollte sollten will wollen wollte möchte möchten möchtest mag darf dürfen lassen lässt ' +
      'in im an am auf aus bei beim mit nach von vom zu zum zur für über um durch gegen ohne unter bis seit ab ' +
      'was wer wen wem wessen welche welcher welches welchen wann wo wohin woher warum wieso weshalb womit wofür wozu ' +
      'da dann hier dort so auch noch schon nur sehr mal bitte danke hallo hi guten tag ja nein gibt geht gehen machen mache macht tun man jetzt nun eigentlich denn etwa etwas ' +
      'dies diese dieser dieses diesen diesem jene mehr viel viele alles alle',
  ).split(' '),
);

function terms(text: string): Term[] {
  const found: Term[] = [];
  for (const word of written(text)) {
    for (const part of pieces(word)) {
      if (stopWords.has(part)) continue;
      const parts = partsOf(part);
      for (const term of new Set([stem(part), ...parts])) found.push({ term, weight: 1 });
    }
  }
  return found;
}

function written(text: string): string[] {
  return writtenOut(text).match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
}

// E-Mail, Email and e mail meet; parts of one letter would match everything.
function pieces(word: string): string[] {
  const plain = word.replaceAll("'", '');
  if (!plain.includes('-')) return plain === '' ? [] : [plain];
  return [plain.replaceAll('-', ''), ...plain.split('-').filter((part) => part.length > 1)];
}

function stemmedWords(text: string): string[] {
  return written(text).map((word) => stem(word.replace(/['-]/gu, '')));
}

// Last, because it reads its phrases by what stands above.
export const germanWords: LanguagePack = withGroups(concepts);
