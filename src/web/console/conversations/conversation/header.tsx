import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import type { Reach, Road } from '../../../../console-wire.js';
import { useNow } from '../../clock.js';
import { Icon } from '../../icon.js';
import { useMe } from '../../me.js';
import { usePlace } from '../../place.js';
import { briefTime, span } from '../../times.js';
import { useWords } from '../../words.js';
import { actionWords } from '../actions/actions.words.js';
import type { Actions } from '../actions/use-actions.js';
import { channelName } from './handoff-card.js';
import type { Conversation } from './conversation.js';
import { conversationWords, type ConversationWords } from './conversation.words.js';
import style from './header.module.css';

interface HeaderProps {
  readonly conversation: Conversation;
  readonly actions: Actions;
  readonly onBack: () => void;
  readonly onResolve: () => void;
  readonly onTransfer: () => void;
  readonly isContextOpen: boolean;
  readonly onContext: () => void;
}

/** Whose conversation, where it stands, whether the customer is there and how a reply reaches them. */
export function Header({ conversation, onBack, isContextOpen, onContext, ...rest }: HeaderProps) {
  const say = useWords(conversationWords);
  const { card, reach, detail } = conversation;
  return (
    <header className={style['header']} data-tour="header">
      <ActionIcon
        {...{ className: style['back'] ?? '', variant: 'subtle', color: 'quiet', 'aria-label': say.back }}
        onClick={onBack}
      >
        <Icon name="back" />
      </ActionIcon>
      <div className={style['who']}>
        <h1 className={style['title']} lang={card?.language ?? detail.language}>
          {card?.subject ?? say.customer}
        </h1>
        <p className={style['state']}>
          <span>{card?.number ?? say.noTicket}</span>
          <Standing conversation={conversation} />
          <There conversation={conversation} />
          <RoadLine reach={reach} />
        </p>
      </div>
      <Buttons conversation={conversation} {...rest} />
      <Tooltip label={isContextOpen ? say.hideContext : say.showContext}>
        <ActionIcon
          {...{ variant: 'subtle', color: isContextOpen ? 'accent' : 'quiet', 'aria-pressed': isContextOpen }}
          {...{ 'aria-label': say.context }}
          onClick={onContext}
        >
          <Icon name="panel" />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

function Standing({ conversation: { view, detail } }: Pick<HeaderProps, 'conversation'>) {
  const say = useWords(conversationWords);
  const { staff } = useMe();
  const { owner } = view;
  switch (owner.status) {
    case 'bot':
      return <span className={style['chip']}>{say.withBot}</span>;
    case 'waiting':
      return (
        <span className={style['chip']} data-state="waiting">
          {say.waiting}
        </span>
      );
    case 'closed':
      return <span className={style['chip']}>{say.closed}</span>;
    case 'agent':
      return (
        <span className={style['chip']} data-state={owner.agent === staff.id ? 'mine' : ''}>
          {owner.agent === staff.id ? say.withYou : say.withOther(detail.names[owner.agent] ?? owner.agent)}
        </span>
      );
  }
}

/** Typing before all else, then whether the chat is open, then when they were last seen. */
function There({ conversation: { reach, typing } }: Pick<HeaderProps, 'conversation'>) {
  const say = useWords(conversationWords);
  const place = usePlace();
  const now = useNow(1_000);
  if (typing && typing.until > now) {
    const words = { customer: say.typing, bot: say.botTyping, agent: say.colleagueTyping(typing.name) };
    return (
      <span className={style['there']} data-state="typing">
        {words[typing.by]}
      </span>
    );
  }
  if (reach.online === true) {
    return (
      <span className={style['there']} data-state="online">
        {say.online}
      </span>
    );
  }
  const seen = reach.lastSeen === null ? say.neverSeen : say.lastSeen(briefTime(reach.lastSeen, now, place));
  return (
    <span className={style['there']}>
      {reach.online === false && `${say.away} · `}
      {seen}
    </span>
  );
}

/** Loud when the customer has left and nothing but their coming back brings them the reply. */
function RoadLine({ reach: { road, online } }: { readonly reach: Reach }) {
  const say = useWords(conversationWords);
  const { language } = usePlace();
  const isLost = road.by === 'chat' && road.mailAfter === null && online === false;
  return (
    <span className={style['road']} data-state={isLost ? 'bad' : ''}>
      <Icon name={road.by === 'mail' ? 'mail' : isLost ? 'alert' : 'reply'} size={14} />
      {say.road} {roadWords(road, say, (seconds) => span(seconds * 1_000, language))}
    </span>
  );
}

function roadWords(road: Road, say: ConversationWords, wait: (seconds: number) => string): string {
  switch (road.by) {
    case 'chat':
      if (road.mailAfter) return say.roadChatMail(road.mailAfter.to, wait(road.mailAfter.seconds));
      if (road.without === null) return say.roadChat;
      return road.without === 'no-address' ? say.roadNoAddress : say.roadNoMail;
    case 'mail':
      return say.roadMail(road.to);
    case 'channel':
      return say.roadChannel(channelName(`:${road.channel}`, ''));
  }
}

function Buttons({
  conversation: { view, card },
  actions,
  onResolve,
  onTransfer,
}: Omit<HeaderProps, 'onBack' | 'isContextOpen' | 'onContext'>) {
  const say = useWords(actionWords);
  const { staff } = useMe();
  const { owner } = view;
  if (owner.status === 'agent' && owner.agent === staff.id) {
    return (
      <>
        <Button
          {...{ size: 'compact-sm', color: 'good', leftSection: <Icon name="check" size={16} /> }}
          onClick={onResolve}
        >
          {say.resolve}
        </Button>
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon variant="default" aria-label={say.more}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="transfer" />} onClick={onTransfer}>
              {say.transfer}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon name="toBot" />}
              onClick={() => void actions.run('hand-back', {}, say.handedBack)}
            >
              {say.handBack}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon name="release" />}
              onClick={() => void actions.run('release', {}, say.released)}
            >
              {say.release}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </>
    );
  }
  if (owner.status === 'agent' || owner.status === 'closed' || !card || card.status === 'solved') return null;
  return (
    <Button
      {...{ size: 'compact-sm', loading: actions.busy === 'claim', 'data-claim': true }}
      onClick={() => void actions.run('claim')}
    >
      {owner.status === 'bot' ? say.takeFromBot : say.claim}
    </Button>
  );
}
