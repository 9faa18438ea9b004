import { NewArticle } from '../articles/new-article.js';
import { StepFoot, type StepProps } from './step-foot.js';

/** The first articles. */
export function ArticlesStep({ setUp, next }: StepProps) {
  const lacking = setUp.state?.steps.find(({ step }) => step === 'articles')?.facts.lacking ?? [];
  return (
    <>
      <NewArticle lacking={lacking} onMade={setUp.changed} />
      <StepFoot {...{ step: 'articles', setUp, next }} />
    </>
  );
}
