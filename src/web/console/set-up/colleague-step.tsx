import { Stack, Text } from '@mantine/core';
import { Part } from '../sheet/sheet.js';
import { InviteForm } from '../team/invite-form.js';
import { usePeople } from '../team/use-people.js';
import { useWords } from '../words.js';
import { StepFoot, type StepProps } from './step-foot.js';
import { setUpWords } from './set-up.words.js';

/** The first colleague. An open invitation is not yet somebody who answers, but a step may go on with it. */
export function ColleagueStep({ setUp, next }: StepProps) {
  const say = useWords(setUpWords);
  const { changed } = usePeople();
  const line = setUp.state?.steps.find(({ step }) => step === 'colleague');
  const invited = line?.facts.invited ?? 0;
  return (
    <>
      <Part>
        <Stack>
          {line?.done === true && <Text fw={600}>{say.inviteDone}</Text>}
          {invited > 0 && <Text>{say.colleagueInvited(invited)}</Text>}
          <InviteForm
            onMade={async () => {
              await Promise.all([changed(), setUp.changed()]);
            }}
            onDone={next}
          />
        </Stack>
      </Part>
      <StepFoot {...{ step: 'colleague', setUp, next }} />
    </>
  );
}
