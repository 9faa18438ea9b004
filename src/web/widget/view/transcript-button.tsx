import type { JSX } from 'preact';
import { transcript } from '../client/transcript.js';
import { useClient, useCounter } from './context.js';
import { DownloadIcon } from './icons.js';

/** Made here from what is on the screen: it works offline, and leaves nothing on the server. */
export function TranscriptButton(): JSX.Element {
  const { store } = useClient();
  const { words } = useCounter();
  const save = (): void => {
    const url = URL.createObjectURL(new Blob(['\ufeff', transcript(store.get())], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${words.transcriptTitle}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <button type="button" class="quietly" onClick={save}>
      <DownloadIcon />
      {words.transcript}
    </button>
  );
}
