import { openings, type Schedule } from './schedule.js';
import { addWorkingTime } from './working-time.js';
import { roundUp } from './wall-clock.js';

/** What is known about a queue at the moment somebody joins it. */
export interface Counter {
  readonly now: number;
  readonly schedule: Schedule;
  readonly minutesPerConversation: number;
  /** Customers who wait before this one. */
  readonly waitingAhead: number;
  /** Agents who are on and have room for one more conversation. */
  readonly agentsOnline: number;
  /** Agents who are on, the fully occupied ones included. */
  readonly agentsOnlineAtAll: number;
}

/** By when somebody will answer, and what that rests on; null when nothing honest can be said. */
export interface Promised {
  readonly at: number | null;
  readonly basis: 'agent-online' | 'open-hours' | 'next-opening' | 'none';
}

// Nobody reads a card and greets in less; a promise of the very next minute is broken as it is read.
const shortestWait = 5;

/** How long agents found outside their hours are trusted to stay. */
const overtime = 60;

/**
 * By when a customer who is handed over now will be answered. Somebody who is really on beats the hours; a wait that
 * reaches past closing time goes on at the next opening.
 */
export function promise(counter: Counter): Promised {
  const { now, schedule } = counter;
  const at = earliest(counter);
  if (at === null) return { at: null, basis: 'none' };
  const isShort = at.at - now <= 60 * 60_000;
  return { at: roundUp(schedule.zone, at.at, isShort ? 5 : 30), basis: at.basis };
}

function earliest(counter: Counter): { at: number; basis: Exclude<Promised['basis'], 'none'> } | null {
  const { now, schedule, agentsOnlineAtAll } = counter;
  const wait = waitingTime(counter);
  const [opening] = openings(schedule, now);
  if (agentsOnlineAtAll > 0 && (!opening || (opening.from > now && wait <= overtime))) {
    return { at: now + wait * 60_000, basis: 'agent-online' };
  }
  const at = addWorkingTime(schedule, now, wait);
  if (!opening || at === null) return null;
  if (opening.from > now) return { at, basis: 'next-opening' };
  return { at, basis: agentsOnlineAtAll > 0 ? 'agent-online' : 'open-hours' };
}

/** Minutes until a place is free: rounds of conversations before this one, shared by those who are on. */
function waitingTime(counter: Counter): number {
  const { minutesPerConversation, waitingAhead, agentsOnline, agentsOnlineAtAll } = counter;
  const ahead = Math.max(0, waitingAhead - agentsOnline + 1);
  // With nobody on, one agent is assumed to come; with room left now, nobody needs to finish first.
  const rounds = Math.ceil(ahead / Math.max(1, agentsOnlineAtAll));
  return Math.max(shortestWait, rounds * minutesPerConversation);
}
