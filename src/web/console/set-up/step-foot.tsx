import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetUpStep } from '../../../office-wire.js';
import { useWords } from '../words.js';
import style from './set-up.module.css';
import { setUpWords } from './set-up.words.js';
import type { SetUp } from './use-set-up.js';

export interface StepProps {
  readonly setUp: SetUp;
  /** To the next step, or to the list after the last one. */
  readonly next: () => void;
}

interface StepFootProps extends StepProps {
  readonly step: SetUpStep;
  /** The step's own button; without one there is `Go on` once it is done. */
  readonly children?: ReactNode;
}

/** Skip, or go on when nothing is left to save here. */
export function StepFoot({ step, setUp, next, children }: StepFootProps) {
  const say = useWords(setUpWords);
  const line = setUp.state?.steps.find((one) => one.step === step);
  async function skip(): Promise<void> {
    await setUp.skip(step, true);
    next();
  }
  return (
    <div className={style['foot']}>
      {children}
      {line?.done === true && children === undefined && <Button onClick={next}>{say.goOn}</Button>}
      {line?.done === false && (
        <Button variant="subtle" onClick={() => void skip()}>
          {say.skip}
        </Button>
      )}
    </div>
  );
}
