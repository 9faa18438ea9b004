import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { ListName, TicketList } from '../../../../console-wire.js';
import { Icon } from '../../icon.js';
import { Link } from '../../link.js';
import { useMe } from '../../me.js';
import { navigate } from '../../router.js';
import { useLanguage, useWords } from '../../words.js';
import { addressOf, type Place } from '../address.js';
import { queueName } from '../queue-name.js';
import { listWords } from './list.words.js';
import style from './list-head.module.css';

const lists: readonly ListName[] = ['waiting', 'mine', 'open', 'solved'];

/** Which list, which queue, or a search instead of both. */
export function ListHead({
  place,
  counts,
}: {
  readonly place: Place;
  readonly counts: TicketList['counts'] | undefined;
}) {
  const say = useWords(listWords);
  const isSearch = place.find !== '';
  return (
    <header className={style['head']}>
      <nav data-tour="lists" className={style['lists']} aria-label={say.lists}>
        {lists.map((list) => (
          <Link
            {...{ key: list, to: addressOf({ ...place, list, find: '' }), className: style['list'] }}
            aria-current={!isSearch && place.list === list ? 'true' : undefined}
          >
            {say[list]}
            {(list === 'waiting' || list === 'mine') && (counts?.[list] ?? 0) > 0 && (
              <span className={style['count']}>{counts?.[list]}</span>
            )}
          </Link>
        ))}
      </nav>
      <div className={style['narrow']}>
        <Search place={place} />
        {!isSearch && place.list !== 'mine' && <Queues place={place} />}
      </div>
    </header>
  );
}

function Search({ place }: { readonly place: Place }) {
  const say = useWords(listWords);
  const [text, setText] = useState(place.find);
  const find = (wanted: string): void => navigate(addressOf({ ...place, find: wanted.trim() }));
  function search(event: SyntheticEvent): void {
    event.preventDefault();
    find(text);
  }
  function clear(): void {
    setText('');
    find('');
  }
  return (
    <form role="search" onSubmit={search} className={style['search']}>
      <TextInput
        {...{ size: 'xs', id: 'search', value: text, placeholder: say.search, 'aria-label': say.searchHint }}
        {...{ maxLength: 254, autoComplete: 'off', spellCheck: false, leftSection: <Icon name="search" size={16} /> }}
        rightSection={text === '' ? null : <CloseButton size="xs" aria-label={say.clear} onClick={clear} />}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}

function Queues({ place }: { readonly place: Place }) {
  const say = useWords(listWords);
  const language = useLanguage();
  const me = useMe();
  const seesAll = me.staff.role === 'owner' || me.staff.role === 'supervisor';
  const queues = seesAll ? me.queues.all : me.queues.mine;
  if (queues.length < 2) return null;
  const choices = queues.map((queue) => ({ value: queue, label: queueName(me.site, queue, language) }));
  return (
    <NativeSelect
      {...{ size: 'xs', 'aria-label': say.queue, value: place.queue, className: style['queues'] ?? '' }}
      data={[{ value: '', label: seesAll ? say.everyQueue : say.allQueues }, ...choices]}
      onChange={(event) => navigate(addressOf({ ...place, queue: event.currentTarget.value }))}
    />
  );
}
