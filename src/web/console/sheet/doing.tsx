import { Alert } from '@mantine/core';
import { useState } from 'react';
import { isApiError, type ApiError } from '../api.js';
import { Icon } from '../icon.js';
import { useWords } from '../words.js';
import { sheetWords } from './sheet.words.js';

export interface Doing {
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  /** Runs one thing at a time; true when it went well. What was refused is in `error`, to be shown where it belongs. */
  readonly run: (act: () => Promise<void>) => Promise<boolean>;
  readonly clear: () => void;
}

/** Something a button does: whether it is under way, and what became of it. */
export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  return {
    ...{ busy, error },
    clear: () => setError(undefined),
    async run(act) {
      setBusy(true);
      setError(undefined);
      try {
        await act();
        return true;
      } catch (problem) {
        if (!isApiError(problem)) throw problem;
        setError(problem);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Why it did not work, said at once to those who listen. Fields say what is wrong with them themselves. */
export function Refused({ error, also }: { readonly error: ApiError | undefined; readonly also?: string }) {
  const say = useWords(sheetWords);
  const text =
    error && (error.code === 'offline' ? say.offline : error.code === 'bad-fields' ? say.fields : error.message);
  return (
    <div role="alert">
      {text !== undefined && (
        <Alert color="danger" variant="light" icon={<Icon name="alert" />}>
          {text} {also}
        </Alert>
      )}
    </div>
  );
}

/** What is wrong with this field, if anything: the way to it, part by part. */
export const wrongIn = (error: ApiError | undefined, field: string): string | undefined =>
  error?.problems.find((problem) => problem.field === field)?.message;
