import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from '../link.js';
import style from './plain.module.css';

interface PlainProps {
  readonly title: string;
  readonly text?: string;
  readonly action?: { readonly label: string; readonly to: string };
  readonly children?: ReactNode;
}

/** A page with one thing to say, in its middle. */
export function Plain({ title, text, action, children }: PlainProps) {
  return (
    <main className={style['plain']}>
      <Stack align="center" gap="sm" className={style['said'] ?? ''}>
        {title !== '' && (
          <Title order={1} size="h4">
            {title}
          </Title>
        )}
        {text !== undefined && <Text c="dimmed">{text}</Text>}
        {children}
        {action && <Link to={action.to}>{action.label}</Link>}
      </Stack>
    </main>
  );
}
