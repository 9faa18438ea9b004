import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { TicketLine } from '../../../../console-wire.js';
import { useMe } from '../../me.js';
import { useWords } from '../../words.js';
import { addressOf, type Place } from '../address.js';
import { useSeen } from '../seen.js';
import { Line } from './line.js';
import { listWords } from './list.words.js';
import style from './lines.module.css';

interface LinesProps {
  readonly lines: readonly TicketLine[];
  readonly place: Place;
  readonly hasMore: boolean;
  readonly onMore: () => void;
}

/** The lines on screen and a few around them: a list of thousands costs as much as one of twenty. */
export function Lines({ lines, place, hasMore, onMore }: LinesProps) {
  const say = useWords(listWords);
  const seen = useSeen();
  const { id } = useMe().staff;
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    ...{ count: lines.length, overscan: 8, getScrollElement: () => scroll.current },
    estimateSize: () => 98,
    getItemKey: (index) => lines[index]?.ticket ?? index,
  });
  const isUnseen = ({ holder, last, conversation }: TicketLine): boolean =>
    holder === id && last?.by === 'customer' && last.seq > (seen.get(conversation) ?? 0);
  return (
    <div ref={scroll} className={style['scroll']} data-lines>
      <ul className={style['all']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          return (
            line && (
              <li
                {...{ key, ref: virtual.measureElement, 'data-index': index, className: style['one'] }}
                {...{ 'aria-setsize': lines.length, 'aria-posinset': index + 1 }}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line
                  {...{ line, isUnseen: isUnseen(line), isOpen: line.conversation === place.conversation }}
                  to={addressOf({ ...place, conversation: line.conversation })}
                />
              </li>
            )
          );
        })}
      </ul>
      {hasMore && (
        <Button variant="subtle" fullWidth onClick={onMore}>
          {say.more}
        </Button>
      )}
    </div>
  );
}
