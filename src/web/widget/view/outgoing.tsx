import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Outgoing } from '../client/outgoing.js';
import { fileSize, percent } from '../client/times.js';
import { useClient, useCounter } from './context.js';
import { FileIcon } from './icons.js';

/** The customer's message before the log has it: there at once, and honest about how far it has come. */
export function OutgoingView({ message, opens }: { message: Outgoing; opens: boolean }): JSX.Element {
  const client = useClient();
  const { words, link, language } = useCounter();
  const { state, files, progress } = message;
  const waiting = state === 'waiting' && link === 'offline';
  const said = waiting ? words.queued : state === 'sent' ? words.sent : words.sending;
  return (
    <li class={`message customer ${state}`} lang={message.language} tabIndex={-1} id={`m-${message.id}`}>
      {opens ? (
        <p class="by">
          <span class="name">{words.you}</span>
        </p>
      ) : (
        <span class="hidden">{words.you}: </span>
      )}
      {message.text !== '' && (
        <div class="said">
          <p class="words">{message.text}</p>
        </div>
      )}
      {files.length > 0 && (
        <ul class="files">
          {files.map((file, at) => (
            <li key={at}>
              <StagedFile file={file} />
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && state === 'sending' && (
        <p class="note upload">
          <progress max={1} value={progress} aria-label={words.uploading(files[0]?.name ?? '')} />
          <span aria-hidden="true">{percent(progress, language)}</span>
          <button type="button" class="link" onClick={() => void client.sender.drop(message.id)}>
            {words.cancel}
          </button>
        </p>
      )}
      {state === 'failed' ? (
        <p class="note problem" role="alert">
          {message.failed === 'large' ? words.failedLarge : words.failed}
          <button type="button" class="link" onClick={() => void client.sender.retry(message.id)}>
            {words.retry}
          </button>
          <button type="button" class="link" onClick={() => void client.sender.drop(message.id)}>
            {words.discard}
          </button>
        </p>
      ) : (
        (files.length === 0 || state !== 'sending') && <p class="note">{said}</p>
      )}
    </li>
  );
}

/** A file that is still the customer's own: a small picture of it, or its name and size. */
export function StagedFile({ file }: { file: File }): JSX.Element {
  const { language } = useCounter();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url !== null) {
    return (
      <span class="picture">
        <img src={url} alt={file.name} />
      </span>
    );
  }
  return (
    <span class="file">
      <FileIcon />
      <span>{file.name}</span>
      <small>{fileSize(file.size, language)}</small>
    </span>
  );
}
