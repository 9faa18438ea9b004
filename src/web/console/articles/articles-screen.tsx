import { Sheet } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { articlesWords } from './articles.words.js';
import { NewArticle } from './new-article.js';

/** Where an editor begins: a new article, in use as soon as it is published. */
export function ArticlesScreen() {
  const say = useWords(articlesWords);
  return (
    <Sheet title={say.title} lead={say.lead}>
      <NewArticle />
    </Sheet>
  );
}
