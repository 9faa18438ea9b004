import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { forwardRef, useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent } from 'react';
import type { Event } from '../../../../wire.js';
import { isApiError, post } from '../../api.js';
import { Icon } from '../../icon.js';
import { say as tellServer } from '../../live.js';
import { useMe } from '../../me.js';
import { useWords } from '../../words.js';
import { composeWords } from './compose.words.js';
import { keepDraft, readDraft, type Mode } from './drafts.js';
import { Chips, FileButton, filesIn } from './file-chips.js';
import { ModeSwitch } from './mode-switch.js';
import { send } from './outbox.js';
import { Preview } from './preview.js';
import { useFiles } from './use-files.js';
import style from './composer.module.css';

export interface ComposerHandle {
  /** Puts the cursor in, in this mode; with words, they take the place of what is there. */
  readonly write: (mode: Mode, text?: string) => void;
}

interface ComposerProps {
  readonly conversation: string;
  readonly language: string;
  /** Why there is no reply to be written: then only notes. */
  readonly noReply: string | undefined;
  readonly events: readonly Event[];
  /** Opened for a note at once. */
  readonly startsWith?: 'note';
  /** The last thing that was before the agent's eyes. */
  readonly seenUpTo: () => number;
}

const most = 4_000;

/** Where agents write: a reply the customer reads, or a note the customer never sees. */
export const Composer = forwardRef<ComposerHandle, ComposerProps>(function Composer(props, handle) {
  const { conversation, language, noReply, events, seenUpTo } = props;
  const say = useWords(composeWords);
  const { id: staff } = useMe().staff;
  const [chosen, setMode] = useState<Mode>('reply');
  const mode = noReply === undefined ? chosen : 'note';
  const [wantsNote, setWantsNote] = useState(props.startsWith === 'note');
  const [text, setText] = useDraft(staff, conversation, mode);
  const [preview, setPreview] = useState(false);
  const [saving, setSaving] = useState(false);
  const [held, setHeld] = useState<{ text: string; since: number }>();
  const [dragging, setDragging] = useState(false);
  const files = useFiles(conversation);
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = useTyping(conversation);

  useImperativeHandle(handle, () => ({
    write(wanted, words) {
      setMode(wanted);
      setWantsNote(wanted === 'note');
      setPreview(false);
      if (words !== undefined) setText(words);
      requestAnimationFrame(() => field.current?.focus());
    },
  }));

  const ready = files.files.flatMap(({ stored }) => (stored ? [stored] : []));
  const isWaitingForFiles = files.files.some(({ state }) => state === 'sending');
  const isEmpty = text.trim() === '' && (mode === 'note' || ready.length === 0);
  const cannot = isEmpty || text.length > most || saving || (mode === 'reply' && isWaitingForFiles);

  async function sendReply(words: string, { anyway, basedOn }: { anyway: boolean; basedOn: number }): Promise<void> {
    setText('');
    files.clear();
    setPreview(false);
    const became = await send({ conversation, text: words, files: ready, basedOn, anyway });
    if (became !== 'held') return;
    // Nothing went out: the words are back where they were, with what came in shown beside them.
    setText(words);
    setHeld({ text: words, since: basedOn });
  }

  async function saveNote(): Promise<void> {
    setSaving(true);
    try {
      await post(`/staff/conversations/${conversation}/note`, { text });
      setText('');
      setPreview(false);
      setWantsNote(false);
    } catch (problem) {
      const message = isApiError(problem) && problem.code !== 'offline' ? problem.message : say.noteFailed;
      notifications.show({ message, color: 'danger' });
    } finally {
      setSaving(false);
      field.current?.focus();
    }
  }

  function leaveNote(): void {
    setWantsNote(true);
    requestAnimationFrame(() => field.current?.focus());
  }

  function submit(): void {
    if (cannot) return;
    if (mode === 'note') void saveNote();
    else void sendReply(text, { anyway: false, basedOn: seenUpTo() });
  }

  function key(event: KeyboardEvent): void {
    // While a conversion is open, Enter accepts it and sends nothing (229: Safari ends it before the key).
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape') field.current?.blur();
  }

  if (noReply !== undefined && !wantsNote && text === '') {
    return (
      <div className={style['bar']}>
        <span>{noReply}</span>
        <Button {...{ size: 'compact-sm', variant: 'subtle', color: 'warning' }} onClick={() => leaveNote()}>
          {say.leaveNote}
        </Button>
      </div>
    );
  }
  const label = mode === 'note' ? say.noteLabel : say.replyLabel;
  return (
    <section
      {...{
        className: style['composer'],
        'data-mode': mode,
        'data-tour': 'composer',
        'data-dragging': dragging || undefined,
        'aria-label': label,
      }}
      onDragOver={(event) => {
        if (mode === 'note') return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragging(false);
        if (mode === 'reply') files.add(event.dataTransfer.files);
      }}
    >
      {noReply !== undefined && <p className={style['why']}>{noReply}</p>}
      <div className={style['top']}>
        {noReply === undefined && <ModeSwitch mode={mode} onChange={setMode} />}
        {mode === 'note' && (
          <span className={style['mark']}>
            <Icon name="lock" size={14} /> {say.noteMark}
          </span>
        )}
      </div>
      {preview ? (
        <Preview text={text} language={language} />
      ) : (
        <textarea
          {...{ ref: field, className: style['field'], value: text, rows: 3, 'aria-label': label, lang: language }}
          {...{ placeholder: mode === 'note' ? say.noteHere : say.replyHere, 'data-composer': mode }}
          onKeyDown={key}
          onPaste={(event) => {
            const pasted = filesIn(event.clipboardData);
            if (mode === 'note' || pasted.length === 0) return;
            event.preventDefault();
            files.add(pasted);
          }}
          onChange={(event) => {
            setText(event.currentTarget.value);
            if (mode === 'reply') typing();
          }}
        />
      )}
      {mode === 'reply' && <Chips files={files.files} onRemove={files.remove} />}
      <div className={style['bottom']}>
        {mode === 'reply' && <FileButton onPick={files.add} />}
        {mode === 'reply' && (
          <Button {...{ size: 'compact-sm', variant: 'subtle', color: 'quiet' }} onClick={() => setPreview(!preview)}>
            {preview ? say.write : say.preview}
          </Button>
        )}
        <span className={style['room']} role="status">
          {text.length > most - 500 && say.left(String(most - text.length))}
        </span>
        <kbd className={style['key']}>{say.keyHint}</kbd>
        <Button
          {...{ disabled: cannot, loading: saving, color: mode === 'note' ? 'warning' : 'accent' }}
          leftSection={<Icon name={mode === 'note' ? 'lock' : 'send'} size={16} />}
          onClick={submit}
        >
          {mode === 'note' ? say.saveNote : say.send}
        </Button>
      </div>
      <Guard
        {...{ held, events, onBack: () => setHeld(undefined) }}
        onAnyway={() => {
          if (held) void sendReply(held.text, { anyway: true, basedOn: held.since });
          setHeld(undefined);
        }}
      />
    </section>
  );
});

interface GuardProps {
  readonly held: { readonly text: string; readonly since: number } | undefined;
  readonly events: readonly Event[];
  readonly onBack: () => void;
  readonly onAnyway: () => void;
}

/** What came in before the reply went out. Nothing is sent past it by habit: the safe answer has the focus. */
function Guard({ held, events, onBack, onAnyway }: GuardProps) {
  const say = useWords(composeWords);
  const since = events.filter(({ seq, author, body }) => {
    return seq > (held?.since ?? 0) && author === 'customer' && body?.kind === 'message';
  });
  return (
    <Modal opened={held !== undefined} onClose={onBack} title={say.guardTitle}>
      <p className={style['guard']}>{say.guardText}</p>
      {since.map(({ seq, body }) =>
        body?.kind === 'message' ? (
          <blockquote key={seq} className={style['came']} lang={body.message.language}>
            {body.message.text || body.message.attachments?.map(({ name }) => name).join(', ')}
          </blockquote>
        ) : null,
      )}
      <div className={style['choice']}>
        <Button variant="default" onClick={onAnyway}>
          {say.sendAnyway}
        </Button>
        <Button data-autofocus onClick={onBack}>
          {say.keepWriting}
        </Button>
      </div>
    </Modal>
  );
}

/** The draft of this conversation and mode; what is typed is kept a moment later. */
function useDraft(staff: string, conversation: string, mode: Mode): [string, (text: string) => void] {
  const place = `${conversation} ${mode}`;
  const [known, setKnown] = useState({ place, text: readDraft(staff, conversation, mode) });
  const text = known.place === place ? known.text : readDraft(staff, conversation, mode);
  useEffect(() => {
    if (known.place !== place) return;
    const timer = setTimeout(() => keepDraft(staff, conversation, mode, known.text), 250);
    return () => {
      clearTimeout(timer);
      keepDraft(staff, conversation, mode, known.text);
    };
  }, [known, place, staff, conversation, mode]);
  return [text, (next) => setKnown({ place, text: next })];
}

/** Says every few seconds that a reply is being written. */
function useTyping(conversation: string): () => void {
  const last = useRef(0);
  return () => {
    if (Date.now() - last.current < 3_000) return;
    last.current = Date.now();
    tellServer({ kind: 'typing', conversation });
  };
}
