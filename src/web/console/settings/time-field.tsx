import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { readTime } from './read-time.js';
import style from './settings.module.css';

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A time as people type it: `9`, `930`, `9:30`, `２４：００`. The browser's own field knows no 24:00. */
export function TimeField({ label, value, error, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  function leave(): void {
    const read = readTime(typed);
    setTyped(read);
    if (read !== value) onChange(read);
  }
  return (
    <TextInput
      {...{ 'aria-label': label, value: typed, error, inputMode: 'numeric', maxLength: 8, placeholder: '09:00' }}
      {...{ className: style['time'] ?? '', autoComplete: 'off', onBlur: leave }}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
