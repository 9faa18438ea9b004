import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Icon } from '../icon.js';
import { useWords } from '../words.js';
import { sheetWords } from './sheet.words.js';

/** Copies a text. Over plain HTTP browsers forbid it: then the text itself is there to be marked by hand. */
export function Copy({ text, label }: { readonly text: string; readonly label?: string }) {
  const say = useWords(sheetWords);
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), 3_000);
    return () => clearTimeout(timer);
  }, [done]);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setDone(true);
  }
  if (!('clipboard' in navigator)) return null;
  return (
    <Button
      {...{ variant: 'default', leftSection: <Icon name={done ? 'check' : 'link'} /> }}
      onClick={() => void copy().catch(() => undefined)}
    >
      <span aria-live="polite">{done ? say.copied : (label ?? say.copy)}</span>
    </Button>
  );
}
