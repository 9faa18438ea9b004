import { Anchor, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { changePreferences } from '../preferences.js';
import { useLanguage } from '../words.js';
import style from './sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the office: a heading, what it is for, and its parts one below the other. */
export function Sheet({ title, lead, actions, children }: SheetProps) {
  return (
    <main className={style['sheet']}>
      <header className={style['head']}>
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {lead !== undefined && <Text className={style['lead'] ?? ''}>{lead}</Text>}
        </div>
        {actions}
      </header>
      {children}
    </main>
  );
}

interface PartProps {
  readonly title?: string;
  /** What the guided tour calls it. */
  readonly tour?: string;
  readonly children: ReactNode;
}

/** One part of a sheet, on its own paper. */
export function Part({ title, tour, children }: PartProps) {
  return (
    <section className={style['part']} data-tour={tour}>
      {title !== undefined && (
        <Title order={2} size="h4" mb="sm">
          {title}
        </Title>
      )}
      {children}
    </section>
  );
}

/** A page for somebody who is not signed in: one card in the middle, and the other language within reach. */
export function Alone({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const other = language === 'en' ? 'ja' : 'en';
  return (
    <main className={style['alone']}>
      <div className={style['mark']}>
        <span className={style['sign']} aria-hidden>
          窓
        </span>
        Madoguchi
      </div>
      <div className={style['card']}>{children}</div>
      <Anchor component="button" lang={other} onClick={() => changePreferences({ language: other })}>
        {other === 'en' ? 'English' : '日本語'}
      </Anchor>
    </main>
  );
}

/** Text to be copied as it stands. */
export function Code({ children, label }: { readonly children: string; readonly label: string }) {
  return (
    <pre className={style['code']} tabIndex={0} aria-label={label}>
      {children}
    </pre>
  );
}
