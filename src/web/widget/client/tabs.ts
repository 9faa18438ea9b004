/** What the tabs of one browser tell each other. Nothing depends on it arriving: it only makes the other tab quicker. */
export type TabNews = { kind: 'outbox' } | { kind: 'dropped'; id: string } | { kind: 'fresh' } | { kind: 'wiped' };

export interface Tabs {
  tell(news: TabNews): void;
  close(): void;
}

export function createTabs(hear: (news: TabNews) => void): Tabs {
  const channel = new BroadcastChannel('madoguchi');
  channel.onmessage = ({ data }: { data: TabNews }) => hear(data);
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() };
}

/** One tab at a time does this. Where the browser has no locks, both do: the server stores each message once anyway. */
export async function alone<T>(what: string, act: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return await act();
  return await navigator.locks.request(`madoguchi.${what}`, act);
}
