import { useCallback, useRef, useState } from 'react';
import type { ReplyFile } from '../../../../console-wire.js';
import { ApiError, parseFile } from '../../api.js';

/** The same limits as the customers' (src/wire.ts): said before a file travels for nothing. */
export const fileLimits = { bytes: 10 * 1024 * 1024, count: 5 } as const;

export const acceptedFiles =
  'image/png,image/jpeg,image/gif,image/webp,image/heic,application/pdf,text/plain,.docx,.xlsx,.pptx,.zip,.mp4,.mov';

export interface Chosen {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly state: 'sending' | 'ready' | 'failed';
  /** 0 to 1. */
  readonly share: number;
  readonly stored?: ReplyFile;
  readonly error?: ApiError | 'too-large' | 'too-many';
}

/** Files for the reply to come: each travels as soon as it is chosen. */
export function useFiles(conversation: string) {
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const last = useRef(0);
  const count = useRef(0);
  count.current = files.length;
  const requests = useRef(new Map<number, XMLHttpRequest>());

  const change = useCallback((key: number, by: Partial<Chosen>) => {
    setFiles((known) => known.map((one) => (one.key === key ? { ...one, ...by } : one)));
  }, []);

  const add = useCallback(
    (list: Iterable<File>) => {
      const room = Math.max(0, fileLimits.count - count.current);
      for (const file of [...list].slice(0, room)) {
        const key = ++last.current;
        const base = { key, name: file.name || 'image.png', size: file.size, share: 0 };
        const isLarge = file.size > fileLimits.bytes;
        const chosen: Chosen = isLarge
          ? { ...base, state: 'failed', error: 'too-large' }
          : { ...base, state: 'sending' };
        setFiles((known) => [...known, chosen]);
        if (!isLarge) upload(conversation, file, { requests: requests.current, key, change });
      }
    },
    [conversation, change],
  );

  const remove = useCallback((key: number) => {
    requests.current.get(key)?.abort();
    setFiles((known) => known.filter((one) => one.key !== key));
  }, []);

  const clear = useCallback(() => setFiles([]), []);
  return { files, add, remove, clear };
}

interface Uploading {
  readonly requests: Map<number, XMLHttpRequest>;
  readonly key: number;
  readonly change: (key: number, by: Partial<Chosen>) => void;
}

/** By XMLHttpRequest: fetch cannot tell how far an upload has come. */
function upload(conversation: string, file: File, { requests, key, change }: Uploading): void {
  const request = new XMLHttpRequest();
  requests.set(key, request);
  request.open(
    'POST',
    `/staff/conversations/${conversation}/files?name=${encodeURIComponent(file.name || 'image.png')}`,
  );
  request.setRequestHeader('accept-language', document.documentElement.lang);
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) => change(key, { share: loaded / total }));
  request.addEventListener('loadend', () => {
    requests.delete(key);
    if (request.status === 201) return change(key, { state: 'ready', share: 1, stored: parseFile(request.response) });
    change(key, { state: 'failed', error: problemOf(request) });
  });
  request.send(file);
}

function problemOf({ status }: XMLHttpRequest): ApiError {
  return new ApiError(status === 413 ? 'too-large' : status === 415 ? 'wrong-type' : 'offline', '', status);
}
