import { ActionIcon, Button, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { colours, spacings, textSizes } from '../../../tokens.js';
import { Icon, iconNames } from '../icon.js';
import { changePreferences, usePreferences } from '../preferences.js';
import { Dot, statuses } from '../shell/presence.js';
import { useWords } from '../words.js';
import { CardParts, Composers, Customers, EmptyLists, Headers, Lines, Log } from './gallery-parts.js';
import { Part } from './gallery-part.js';
import { galleryWords } from './gallery.words.js';
import { sampleCustomers, sampleMe } from './samples.js';
import style from './gallery.module.css';

/** Every part of the console in every state, with made-up data: to look at, and for a test to look at. */
export function Gallery() {
  const say = useWords(galleryWords);
  const { language, theme } = usePreferences();
  const now = useMemo(() => Date.now(), []);
  const queries = useMemo(() => preset(now), [now]);
  return (
    <QueryClientProvider client={queries}>
      <main className={style['page']}>
        <header className={style['head']}>
          <h1>{say.title}</h1>
          <p>
            {say.how} <a href="/widget/gallery">{say.widget}</a>
          </p>
          <SegmentedControl
            {...{ value: language, data: ['en', 'ja'], 'aria-label': 'Language' }}
            onChange={(value) => changePreferences({ language: value === 'ja' ? 'ja' : 'en' })}
          />
          <SegmentedControl
            {...{ value: theme, data: ['auto', 'light', 'dark'], 'aria-label': 'Theme' }}
            onChange={(value) =>
              changePreferences({ theme: value === 'dark' ? 'dark' : value === 'light' ? 'light' : 'auto' })
            }
          />
        </header>
        <Part title={say.tokens}>
          <Tokens />
        </Part>
        <Part title={say.icons}>
          <div className={style['icons']}>
            {iconNames.map((name) => (
              <span key={name}>
                <Icon name={name} />
                {name}
              </span>
            ))}
          </div>
        </Part>
        <Part title={say.buttons}>
          <Buttons />
        </Part>
        <Lines {...{ now, title: say.lines }} />
        <EmptyLists title={say.empty} />
        <Headers {...{ now, title: say.headers }} />
        <CardParts {...{ now, title: say.card }} />
        <Log {...{ now, title: say.log }} />
        <Composers title={say.composer} />
        <Customers {...{ now, title: say.context }} />
      </main>
    </QueryClientProvider>
  );
}

/** Whoever is drawn here is somebody made up, and every answer is there already. */
function preset(now: number): QueryClient {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  queries.setQueryData(['me'], sampleMe);
  for (const [at, customer] of sampleCustomers(now).entries()) {
    for (const language of ['en', 'ja']) queries.setQueryData(['customer', `c${at}`, language, 3], customer);
  }
  return queries;
}

function Tokens() {
  return (
    <>
      <div className={style['row']}>
        {Object.keys(colours.light).map((name) => (
          <span key={name} className={style['swatch']}>
            <span
              style={{ background: `var(--colour-${name.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)})` }}
            />
            {name}
          </span>
        ))}
      </div>
      {Object.keys(textSizes).map((name) => (
        <p key={name} style={{ margin: 0, fontSize: `var(--text-${name})` }}>
          {name} – The quick brown fox 窓口へようこそ 123
        </p>
      ))}
      <div className={style['row']}>
        {Object.keys(spacings).map((name) => (
          <span key={name} className={style['space']}>
            <span style={{ width: `var(--space-${name})` }} />
            {name}
          </span>
        ))}
      </div>
    </>
  );
}

function Buttons() {
  const say = useWords(galleryWords);
  return (
    <>
      {(['filled', 'light', 'default', 'outline', 'subtle'] as const).map((variant) => (
        <div key={variant} className={style['row']}>
          {(['accent', 'good', 'warning', 'danger', 'quiet'] as const).map((color) => (
            <Button key={color} {...{ variant, color }}>
              {`${variant} ${color}`}
            </Button>
          ))}
          <Button {...{ variant, disabled: true }}>disabled</Button>
          <ActionIcon {...{ variant, 'aria-label': variant }}>
            <Icon name="more" />
          </ActionIcon>
        </div>
      ))}
      <div className={style['row']}>
        <TextInput label={say.field} />
        <TextInput label={say.field} error={say.wrong} />
        <Textarea label={say.field} />
        <Switch label={say.field} />
        {statuses.map((status) => (
          <Dot key={status} status={status} />
        ))}
      </div>
    </>
  );
}
