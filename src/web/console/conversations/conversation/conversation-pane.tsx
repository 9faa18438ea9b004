import { Button, Loader } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isApiError } from '../../api.js';
import { say as tellServer } from '../../live.js';
import { useMe } from '../../me.js';
import { changePreferences, usePreferences } from '../../preferences.js';
import { Plain } from '../../shell/plain.js';
import { useWords } from '../../words.js';
import { useCommands } from '../../keys/commands.js';
import { actionWords } from '../actions/actions.words.js';
import { ResolveDialog } from '../actions/resolve-dialog.js';
import { TransferDialog } from '../actions/transfer-dialog.js';
import { useActions } from '../actions/use-actions.js';
import { Composer, type ComposerHandle } from '../compose/composer.js';
import { composeWords } from '../compose/compose.words.js';
import { forget } from '../compose/outbox.js';
import { markSeen } from '../seen.js';
import type { Conversation } from './conversation.js';
import { conversationWords } from './conversation.words.js';
import { HandoffCard } from './handoff-card.js';
import { Header } from './header.js';
import { Transcript } from './transcript.js';
import type { Opened } from './use-conversation.js';
import style from './conversation-pane.module.css';

interface PaneProps {
  readonly opened: Opened;
  readonly onBack: () => void;
  readonly onContext: () => void;
  readonly isContextOpen: boolean;
}

/** The middle pane: one conversation, from the handoff card to the field where the reply is written. */
export function ConversationPane({ opened, ...rest }: PaneProps) {
  const say = useWords(conversationWords);
  const { conversation, stood, error, retry } = opened;
  if (!conversation) {
    if (!error) {
      return (
        <Plain title="">
          <Loader type="dots" aria-label={say.loading} />
        </Plain>
      );
    }
    return (
      <Plain title={isApiError(error, 'not-found') ? say.notFound : say.failed}>
        <Button variant="default" onClick={retry}>
          {say.again}
        </Button>
      </Plain>
    );
  }
  return (
    <Open
      {...{ key: conversation.detail.conversation, conversation, stood, loadEarlier: opened.loadEarlier, ...rest }}
    />
  );
}

interface OpenProps extends Omit<PaneProps, 'opened'> {
  readonly conversation: Conversation;
  readonly stood: number;
  readonly loadEarlier: () => Promise<void>;
}

function Open({ conversation, stood, loadEarlier, onBack, onContext, isContextOpen }: OpenProps) {
  const say = useWords(conversationWords);
  const told = useWords(actionWords);
  const { id } = useMe().staff;
  const { detail, card, view } = conversation;
  const actions = useActions(detail.conversation);
  const composer = useRef<ComposerHandle>(null);
  const [dialog, setDialog] = useState<'resolve' | 'transfer'>();
  // What stood there when it was opened is what they opened it for; what comes in later must have been on screen.
  const seen = useRef(view.upTo);
  const seenUpTo = (): number => Math.max(seen.current, stood);
  const [isCardOpen, setCardOpen] = useCardOpen(conversation, id);
  const isMine = view.owner.status === 'agent' && view.owner.agent === id;

  const onSeen = useCallback(
    (upTo: number) => {
      seen.current = Math.max(seen.current, upTo);
      markSeen(detail.conversation, upTo);
      if (isMine) tellServer({ kind: 'seen', conversation: detail.conversation, upTo });
    },
    [detail.conversation, isMine],
  );
  const canClaim = (view.owner.status === 'waiting' || view.owner.status === 'bot') && card !== null;
  useCommands({
    claim: canClaim ? () => void actions.run('claim') : undefined,
    reply: isMine ? () => composer.current?.write('reply') : undefined,
    note: () => composer.current?.write('note'),
    resolve: isMine ? () => setDialog('resolve') : undefined,
    transfer: isMine ? () => setDialog('transfer') : undefined,
    handBack: isMine ? () => void actions.run('hand-back', {}, told.handedBack) : undefined,
    release: isMine ? () => void actions.run('release', {}, told.released) : undefined,
    context: onContext,
    card: () => setCardOpen(!isCardOpen),
  });
  // Claiming leads straight to writing.
  useEffect(() => {
    if (isMine) composer.current?.write('reply');
  }, [isMine]);

  return (
    <section className={style['pane']} aria-label={say.pane} data-conversation={detail.conversation}>
      <Header
        {...{ conversation, actions, onBack, isContextOpen, onContext }}
        onResolve={() => setDialog('resolve')}
        onTransfer={() => setDialog('transfer')}
      />
      {card && <HandoffCard {...{ card, detail, isOpen: isCardOpen }} onToggle={() => setCardOpen(!isCardOpen)} />}
      <Transcript
        {...{ conversation, loadEarlier, onSeen }}
        onEdit={(pending) => {
          forget(pending.clientId);
          composer.current?.write('reply', pending.text);
        }}
      />
      <Composer
        {...{ ref: composer, conversation: detail.conversation, language: detail.language, events: view.events }}
        {...{ noReply: useNoReply(conversation, id), seenUpTo }}
      />
      <ResolveDialog {...{ isOpen: dialog === 'resolve', actions, seenUpTo }} onClose={() => setDialog(undefined)} />
      <TransferDialog {...{ isOpen: dialog === 'transfer', actions }} onClose={() => setDialog(undefined)} />
    </section>
  );
}

/** Open until this agent has answered: then the conversation itself says more. Their own choice counts before that. */
function useCardOpen({ view }: Conversation, agent: string): [boolean, (open: boolean) => void] {
  const [chosen, choose] = useState<boolean>();
  const hasAnswered = view.events.some(({ author, body }) => author === `agent:${agent}` && body?.kind === 'message');
  return [chosen ?? !hasAnswered, choose];
}

function useNoReply({ view, detail }: Conversation, agent: string): string | undefined {
  const say = useWords(composeWords);
  const { owner } = view;
  switch (owner.status) {
    case 'agent':
      return owner.agent === agent ? undefined : say.heldBy(detail.names[owner.agent] ?? '');
    case 'waiting':
      return say.claimFirst;
    case 'bot':
      return say.withBot;
    case 'closed':
      return say.isClosed;
  }
}

/** The right pane's state is kept on this device. */
export function useContextOpen(): [boolean, () => void] {
  const { contextOpen } = usePreferences();
  return [contextOpen, () => changePreferences({ contextOpen: !contextOpen })];
}
