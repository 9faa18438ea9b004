/**
 * Calls when the page comes back to life: a phone that slept, a tab that was behind others, a network that returned. The
 * browser tells no dead socket of it.
 */
export function onAwake(wake: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) wake();
  });
  // From the browser's own store of pages, timers and sockets come back as they were, which is dead.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) wake();
  });
  window.addEventListener('online', wake);
}
