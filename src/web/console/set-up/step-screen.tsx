import { Text } from '@mantine/core';
import { setUpSteps, type SetUpStep } from '../../../office-wire.js';
import { Link } from '../link.js';
import { navigate } from '../router.js';
import { Sheet } from '../sheet/sheet.js';
import { useWords } from '../words.js';
import { ArticlesStep } from './articles-step.js';
import { ColleagueStep } from './colleague-step.js';
import { MailStep } from './mail-step.js';
import { SettingsStep } from './settings-step.js';
import { SnippetStep } from './snippet-step.js';
import { setUpWords } from './set-up.words.js';
import type { StepProps } from './step-foot.js';
import type { SetUp } from './use-set-up.js';

/** One step: what it is for, its form, and the way on with or without it. */
export function StepScreen({ step, setUp }: { readonly step: SetUpStep; readonly setUp: SetUp }) {
  const say = useWords(setUpWords);
  const at = setUpSteps.indexOf(step);
  const after = setUpSteps[at + 1];
  const next = (): void => navigate(after === undefined ? '/set-up' : `/set-up/${after}`);
  return (
    <Sheet title={say[step]} lead={say[`${step}Why`]} actions={<Link to="/set-up">{say.back}</Link>}>
      <Text size="sm" c="dimmed" mb="xs">
        {say.step(at + 1, setUpSteps.length)}
      </Text>
      <Body step={step} setUp={setUp} next={next} />
    </Sheet>
  );
}

function Body({ step, ...rest }: StepProps & { readonly step: SetUpStep }) {
  switch (step) {
    case 'name':
    case 'hours':
      return <SettingsStep {...rest} step={step} />;
    case 'articles':
      return <ArticlesStep {...rest} />;
    case 'mail':
      return <MailStep {...rest} />;
    case 'colleague':
      return <ColleagueStep {...rest} />;
    case 'snippet':
      return <SnippetStep {...rest} />;
  }
}
