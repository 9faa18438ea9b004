import type { JSX, RefObject, TargetedEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { keep, kept } from '../client/keep.js';
import { fileSize } from '../client/times.js';
import { useClient, useCounter } from './context.js';
import { AttachIcon, CameraIcon, CloseIcon, FileIcon, SendIcon } from './icons.js';
import { StagedFile } from './outgoing.js';
import type { Staging } from './staging.js';

/** Where the customer writes. What is written and not sent is kept over a reload. */
export function Composer({
  box,
  staging,
}: {
  box: RefObject<HTMLTextAreaElement | null>;
  staging: Staging;
}): JSX.Element {
  const client = useClient();
  const { words, session, language } = useCounter();
  const [text, setText] = useState(() => kept('draft') ?? '');
  const write = (to: string): void => {
    setText(to);
    keep('draft', to === '' ? null : to);
  };
  // As high as what is in it, up to what the style allows.
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [text, box]);

  const send = (): void => {
    const said = text.trim();
    box.current?.focus();
    if (said === '' && staging.files.length === 0) return;
    client.say(said, { files: staging.files });
    write('');
    staging.clear();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Staged staging={staging} />
      <div class="line">
        <Attach staging={staging} />
        <label class="hidden" for="box">
          {words.field}
        </label>
        <textarea
          {...{ id: 'box', rows: 1, autocomplete: 'off', placeholder: words.placeholder, value: text, lang: language }}
          ref={box}
          maxLength={session?.limits.textCharacters ?? 4_000}
          enterkeyhint="send"
          onInput={(event) => {
            write(event.currentTarget.value);
            client.typing();
          }}
          onKeyDown={(event) => {
            // Never the Enter that accepts what an input method offers (229: Safari tells it only so).
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
              event.preventDefault();
              send();
            }
            if (text === '' && (event.key === 'PageUp' || event.key === 'PageDown')) scrollLog(event);
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            staging.add(files);
          }}
        />
        <button type="submit" class="send" aria-label={words.send} title={words.send}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

function Staged({ staging }: { staging: Staging }): JSX.Element {
  const { words } = useCounter();
  return (
    <>
      {staging.problems.length > 0 && (
        <ul class="problems" role="alert">
          {staging.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {staging.files.length > 0 && (
        <ul class="files staged">
          {staging.files.map((file, at) => (
            <li key={at}>
              <StagedFile file={file} />
              <button
                {...{ type: 'button', class: 'remove', 'aria-label': words.remove(file.name) }}
                onClick={() => {
                  document.getElementById('box')?.focus();
                  staging.remove(file);
                }}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The limits are read before anything is picked. */
function Attach({ staging }: { staging: Staging }): JSX.Element {
  const { words, session, language } = useCounter();
  const [shown, show] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (shown) first.current?.focus();
  }, [shown]);
  const close = (): void => {
    show(false);
    opener.current?.focus();
  };
  const picked = (event: TargetedEvent<HTMLInputElement>): void => {
    staging.add([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = '';
    show(false);
    document.getElementById('box')?.focus();
  };
  const limits = session?.limits;
  return (
    <div
      class="attach"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !shown) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        {...{ ref: opener, type: 'button', class: 'plain', 'aria-label': words.attach, title: words.attach }}
        aria-expanded={shown}
        onClick={() => show(!shown)}
      >
        <AttachIcon />
      </button>
      {shown && (
        <div class="sheet" role="group" aria-label={words.attach}>
          {limits && <p>{words.attachLimits(limits.filesPerMessage, fileSize(limits.fileBytes, language))}</p>}
          <button type="button" ref={first} onClick={() => files.current?.click()}>
            <FileIcon />
            {words.pick}
          </button>
          {matchMedia('(pointer: coarse)').matches && (
            <button type="button" onClick={() => camera.current?.click()}>
              <CameraIcon />
              {words.camera}
            </button>
          )}
        </div>
      )}
      <input
        {...{ type: 'file', class: 'hidden', multiple: true, tabIndex: -1, 'aria-label': words.pick }}
        {...(limits ? { accept: limits.fileTypes.join(',') } : {})}
        ref={files}
        onChange={picked}
      />
      <input
        {...{ type: 'file', class: 'hidden', tabIndex: -1, accept: 'image/*', 'aria-label': words.camera }}
        capture="environment"
        ref={camera}
        onChange={picked}
      />
    </div>
  );
}

function scrollLog(event: KeyboardEvent): void {
  const list = document.querySelector('.thread .scroll');
  if (list === null) return;
  event.preventDefault();
  list.scrollBy({ top: (event.key === 'PageUp' ? -0.8 : 0.8) * list.clientHeight });
}
