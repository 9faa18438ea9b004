import { Component, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useWords } from '../words.js';
import { Plain } from './plain.js';
import { shellWords } from './shell.words.js';

/** React knows error boundaries only as classes. A page that cannot be drawn must not take the navigation with it. */
export class Catch extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const say = useWords(shellWords);
  return (
    <Plain title={say.fault} text={say.faultHelp}>
      <Button variant="default" onClick={() => location.reload()}>
        {say.again}
      </Button>
    </Plain>
  );
}
