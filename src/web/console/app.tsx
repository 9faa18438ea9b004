import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import { isApiError } from './api.js';
import './look.css';
import { lookIn } from './look.js';
import { usePreferences } from './preferences.js';
import { Page } from './shell/page.js';
import { shellWords } from './shell/shell.words.js';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal is an answer; only silence is asked again, for as long as the page is open.
      retry: (count, error) => (isApiError(error, 'offline') || isApiError(error, 'busy')) && count < 1_000,
      retryDelay: (count) => Math.min(15_000, 500 * 2 ** count) * (0.5 + Math.random()),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

function App() {
  const { theme, language } = usePreferences();
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    if (theme === 'auto') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  }, [theme, language]);
  const forced = theme === 'auto' ? {} : { forceColorScheme: theme };
  const { close } = shellWords[language];
  const spoken = useMemo(() => lookIn(close), [close]);
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider
        {...forced}
        theme={spoken}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <Notifications position="top-center" />
        <Page />
      </MantineProvider>
    </QueryClientProvider>
  );
}

const root = document.getElementById('app');
if (!root) throw new Error('console: the page has no place for the app');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
