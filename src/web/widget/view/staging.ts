import { useRef, useState } from 'preact/hooks';
import type { WidgetSession } from '../../../widget-wire.js';
import { fileSize } from '../client/times.js';
import type { State } from '../client/state.js';

export interface Staging {
  readonly files: readonly File[];
  readonly problems: readonly string[];
  add(files: Iterable<File>): void;
  remove(file: File): void;
  clear(): void;
}

type Limits = WidgetSession['limits'];

/** Files picked, pasted or dropped and not sent yet. What the server would refuse is refused here, with the reason. */
export function useStaging({ words, session, language }: State): Staging {
  const [files, setFiles] = useState<readonly File[]>([]);
  // Two files may come before the next drawing: what is there is read from here.
  const staged = useRef<readonly File[]>([]);
  const put = (to: readonly File[]): void => {
    staged.current = to;
    setFiles(to);
  };
  const [problems, setProblems] = useState<readonly string[]>([]);
  return {
    ...{ files, problems },
    add(added) {
      const limits = session?.limits;
      const told: string[] = [];
      const taken = [...staged.current];
      for (const file of added) {
        if (limits && taken.length >= limits.filesPerMessage) {
          told.push(words.tooMany(limits.filesPerMessage));
          break;
        }
        if (limits && file.size > limits.fileBytes)
          told.push(words.tooLarge(file.name, fileSize(limits.fileBytes, language)));
        else if (limits && !isTaken(file, limits)) told.push(words.wrongType(file.name));
        else taken.push(file);
      }
      put(taken);
      setProblems(told);
    },
    remove: (file) => put(staged.current.filter((one) => one !== file)),
    clear() {
      put([]);
      setProblems([]);
    },
  };
}

/** By type, or by ending where the browser knows no type. The server looks into the bytes and has the last word. */
function isTaken({ type, name }: File, { fileTypes }: Limits): boolean {
  if (type === '' || fileTypes.length === 0) return true;
  const ending = name.slice(name.lastIndexOf('.')).toLowerCase();
  return fileTypes.some((one) =>
    one.endsWith('/*') ? type.startsWith(one.slice(0, -1)) : one === type || one.toLowerCase() === ending,
  );
}
