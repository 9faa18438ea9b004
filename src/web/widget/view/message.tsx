import type { JSX } from 'preact';
import type { WidgetFile } from '../../../widget-wire.js';
import type { MessageEvent } from '../client/thread.js';
import { clockTime, fileSize } from '../client/times.js';
import { useClient, useCounter } from './context.js';
import type { Entry } from './entries.js';
import { FormCard } from './form-card.js';
import { CheckIcon, FileIcon, ForwardIcon, PageIcon } from './icons.js';
import { ReceiptCard } from './receipt-card.js';
import { Tree } from './tree.js';
import { choose } from './starters.js';

/** One message of the log: who, what, and all that came with it. */
export function MessageView({
  message,
  choices,
  opens,
  live,
  answer,
  note,
}: Extract<Entry, { kind: 'message' }>): JSX.Element {
  const { words, session } = useCounter();
  const own = message.author === 'customer';
  const name = own ? words.you : message.name || session?.shop.name || '';
  return (
    <li class={`message ${message.author}`} lang={message.language} tabIndex={-1} id={`m-${message.position}`}>
      {opens ? <By name={name} message={message} zone={session?.shop.zone} /> : <span class="hidden">{name}: </span>}
      {message.text !== '' && (
        <div class="said">
          {message.tree === null ? (
            <p class="words">{message.text}</p>
          ) : (
            <Tree blocks={message.tree} place={message.position} />
          )}
        </div>
      )}
      <Files files={message.files} language={message.language} />
      <Sources message={message} />
      {message.receipt !== null && <ReceiptCard receipt={message.receipt} language={message.language} />}
      {message.form !== null && <FormCard form={message.form} live={live} />}
      {choices.length > 0 && <Choices choices={choices} live={live} answer={answer} />}
      {note !== null && <p class="note">{note === 'read' ? words.read : words.sent}</p>}
    </li>
  );
}

function By({ name, message, zone }: { name: string; message: MessageEvent; zone: string | undefined }): JSX.Element {
  return (
    <p class="by">
      {message.author === 'agent' && (
        <span class="seal" aria-hidden="true">
          {[...name][0]}
        </span>
      )}
      <span class="name">{name}</span>
      <time dateTime={new Date(message.time).toISOString()}>{clockTime(message.time, message.language, zone)}</time>
    </p>
  );
}

function Files({ files, language }: { files: readonly WidgetFile[]; language: string }): JSX.Element | null {
  const { words } = useCounter();
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          <a href={file.url} target="_blank" rel="noopener noreferrer" class={isPicture(file) ? 'picture' : 'file'}>
            {isPicture(file) ? (
              <img src={file.url} alt={file.name} />
            ) : (
              <>
                <FileIcon />
                <span>{file.name}</span>
                <small>{fileSize(file.size, language)}</small>
              </>
            )}
            <span class="hidden"> ({words.newWindow})</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What every browser can draw; the rest (HEIC) is offered as a file. */
function isPicture({ type }: WidgetFile): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(type);
}

function Sources({ message }: { message: MessageEvent }): JSX.Element | null {
  const client = useClient();
  const { words } = useCounter();
  if (message.sources.length === 0) return null;
  return (
    <ul class="sources" aria-label={words.source}>
      {message.sources.map((source, at) => {
        const id = `source-${message.position}-${at}`;
        return (
          <li key={id}>
            <button type="button" id={id} lang={source.language} onClick={() => client.read(source, id)}>
              <PageIcon />
              <span>
                <small>{words.source}</small>
                {source.title}
              </span>
              <ForwardIcon />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Pressed or not, what was offered stays readable; words of one's own are as good as any of them. */
function Choices({
  choices,
  live,
  answer,
}: {
  choices: MessageEvent['choices'];
  live: boolean;
  answer: string | null;
}): JSX.Element {
  const client = useClient();
  const { words } = useCounter();
  return (
    <ul class={live ? 'choices' : 'choices past'} aria-label={words.choices}>
      {choices.map(({ label, value }) => (
        <li key={value}>
          {live ? (
            <button type="button" onClick={() => choose(() => client.say(label, { value }))}>
              {label}
            </button>
          ) : (
            <span class={answer === label ? 'chosen' : ''}>
              {answer === label && <CheckIcon />}
              {label}
              {answer === label && <span class="hidden"> ({words.chosen})</span>}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
