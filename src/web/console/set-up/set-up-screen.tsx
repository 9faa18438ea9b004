import { Button, Group, Loader, Text } from '@mantine/core';
import { setUpSteps, type SetUpLine } from '../../../office-wire.js';
import { Icon } from '../icon.js';
import { Link } from '../link.js';
import { navigate } from '../router.js';
import type { ScreenProps } from '../screens.js';
import { Part, Sheet } from '../sheet/sheet.js';
import { useLanguageName } from '../sheet/names.js';
import { useWords } from '../words.js';
import { StepScreen } from './step-screen.js';
import style from './set-up.module.css';
import { setUpWords } from './set-up.words.js';
import { useSetUp, type SetUp } from './use-set-up.js';

/** The steps from an empty shop to a counter that answers; with a step in the address, that step. */
export function SetUpScreen({ params }: ScreenProps) {
  const setUp = useSetUp();
  const step = setUpSteps.find((one) => one === params['step']);
  if (!setUp.state) {
    return (
      <Sheet title="">
        <Loader type="dots" />
      </Sheet>
    );
  }
  return step ? <StepScreen key={step} step={step} setUp={setUp} /> : <Overview setUp={setUp} />;
}

function Overview({ setUp }: { readonly setUp: SetUp }) {
  const say = useWords(setUpWords);
  const steps = setUp.state?.steps ?? [];
  const done = steps.filter((one) => one.done).length;
  const lists = [
    { title: say.missing, lines: steps.filter((one) => !one.done && !one.skipped) },
    { title: say.skipped, lines: steps.filter((one) => one.skipped) },
    { title: say.done, lines: steps.filter((one) => one.done) },
  ];
  return (
    <Sheet
      {...{ title: say.title, lead: done === steps.length ? say.leadDone : say.lead }}
      actions={
        <Link to="/conversations" data-tour="to-work">
          {say.toWork}
        </Link>
      }
    >
      <Text size="sm" c="dimmed">
        {say.progress(done, steps.length)}
      </Text>
      <div className={style['meter']} aria-hidden>
        <div className={style['filled']} style={{ width: `${(done / Math.max(1, steps.length)) * 100}%` }} />
      </div>
      {lists
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <Part key={title} title={title} tour="steps">
            <ol className={style['steps']}>
              {lines.map((line, at) => (
                <StepLine key={line.step} line={line} setUp={setUp} isNext={at === 0 && !line.done && !line.skipped} />
              ))}
            </ol>
          </Part>
        ))}
    </Sheet>
  );
}

interface StepLineProps {
  readonly line: SetUpLine;
  readonly setUp: SetUp;
  /** The one to begin with: one button stands out, not six. */
  readonly isNext: boolean;
}

function StepLine({ line, setUp, isNext }: StepLineProps) {
  const say = useWords(setUpWords);
  const { step, done, skipped } = line;
  const label = done ? say.change : say.begin;
  return (
    <li className={style['step']}>
      <span className={style['number']} data-done={done || undefined} aria-hidden>
        {done ? <Icon name="check" /> : setUpSteps.indexOf(step) + 1}
      </span>
      <div>
        <Text fw={600}>{say[step]}</Text>
        <Text size="sm" c="dimmed">
          {say[`${step}Why`]} <Fact line={line} />
        </Text>
      </div>
      <Group gap="xs" className={style['act'] ?? ''}>
        {skipped && (
          <Button variant="subtle" onClick={() => void setUp.skip(step, false)}>
            {say.takeUp}
          </Button>
        )}
        <Button
          {...{ variant: isNext ? 'filled' : 'default', 'aria-label': `${label}: ${say[step]}` }}
          onClick={() => navigate(`/set-up/${step}`)}
        >
          {label}
        </Button>
      </Group>
    </li>
  );
}

/** What exactly is missing. */
function Fact({ line: { step, done, facts } }: { readonly line: SetUpLine }) {
  const say = useWords(setUpWords);
  const nameOf = useLanguageName();
  if (done) return null;
  if (step === 'articles') return say.articlesLacking((facts.lacking ?? []).map(nameOf).join(', '));
  if (step === 'mail') return say.mailMissing((facts.missing ?? []).join(', '));
  if (step === 'colleague' && (facts.invited ?? 0) > 0) return say.colleagueInvited(facts.invited ?? 0);
  return step === 'snippet' ? say.snippetWait : null;
}
