import { useEffect, useState } from 'react';
import { listenToKeys, useCommands } from './commands.js';
import { KeysSheet } from './keys-sheet.js';
import { Palette, palette } from './palette.js';

/** The keys, for as long as somebody is signed in; the palette and the sheet they open. */
export function Keyboard() {
  const [isSheetOpen, setSheetOpen] = useState(false);
  useEffect(() => listenToKeys(), []);
  useCommands({ palette: () => palette.toggle(), sheet: () => setSheetOpen(true) });
  return (
    <>
      <Palette />
      <KeysSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
    </>
  );
}
