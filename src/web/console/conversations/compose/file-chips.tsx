import { ActionIcon, CloseButton, Progress } from '@mantine/core';
import { useRef } from 'react';
import { isApiError } from '../../api.js';
import { Icon } from '../../icon.js';
import { fileSize } from '../../times.js';
import { useLanguage, useWords } from '../../words.js';
import { composeWords } from './compose.words.js';
import { acceptedFiles, type Chosen } from './use-files.js';
import style from './file-chips.module.css';

export function FileButton({ onPick }: { readonly onPick: (files: Iterable<File>) => void }) {
  const say = useWords(composeWords);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionIcon
        {...{ variant: 'subtle', color: 'quiet', 'aria-label': say.attach, title: say.limits, 'data-attach': true }}
        onClick={() => input.current?.click()}
      >
        <Icon name="attach" />
      </ActionIcon>
      <input
        {...{ ref: input, type: 'file', multiple: true, hidden: true, accept: acceptedFiles }}
        onChange={(event) => {
          onPick(event.currentTarget.files ?? []);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

/** The files of the reply to come, each with how far it has travelled or why it cannot. */
export function Chips({
  files,
  onRemove,
}: {
  readonly files: readonly Chosen[];
  readonly onRemove: (key: number) => void;
}) {
  const say = useWords(composeWords);
  const language = useLanguage();
  if (files.length === 0) return null;
  return (
    <ul className={style['chips']} aria-label={say.files}>
      {files.map((file) => (
        <li {...{ key: file.key, className: style['chip'], 'data-state': file.state }}>
          <Icon name={file.state === 'failed' ? 'alert' : 'file'} size={16} />
          <span className={style['name']}>{file.name}</span>
          <small role={file.state === 'failed' ? 'alert' : undefined}>
            {file.state === 'failed' ? whyNot(file, say) : fileSize(file.size, language)}
          </small>
          <CloseButton size="sm" aria-label={say.remove(file.name)} onClick={() => onRemove(file.key)} />
          {file.state === 'sending' && (
            <Progress
              {...{ value: file.share * 100, size: 'xs', className: style['bar'] ?? '', 'aria-label': file.name }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function whyNot({ error }: Chosen, say: (typeof composeWords)['en']): string {
  if (error === 'too-large' || isApiError(error, 'too-large')) return say.tooLarge;
  return isApiError(error, 'wrong-type') ? say.wrongType : say.uploadFailed;
}

/** Pictures on the clipboard are files without a name; text is not one. */
export function filesIn(data: DataTransfer): File[] {
  return [...data.items].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    return file ? [file] : [];
  });
}
