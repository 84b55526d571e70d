import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

const OPTIONS = {
  fontFamily: "'JetBrains Mono', ui-monospace, monospace",
  fontSize: 13,
  scrollback: 10_000,
  screenReaderMode: true,
  cursorBlink: !globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches,
  theme: { background: '#161513', foreground: '#ece8e1', cursor: '#5cc4c0', selectionBackground: '#3d6a6a' },
} as const;

/** Ctrl+Shift+X gives the focus back to the page: a terminal takes every other key. */
function letGo(terminal: Terminal): void {
  terminal.attachCustomKeyEventHandler((event) => {
    const leaves = event.ctrlKey && event.shiftKey && event.code === 'KeyX';
    if (leaves && event.type === 'keydown') {
      terminal.blur();
      document.getElementById('content')?.focus();
    }
    return !leaves;
  });
}

/** A terminal in `place`, as large as it. null until it stands. */
export function useTerminal(label: string): {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly terminal: Terminal | null;
} {
  const place = useRef<HTMLDivElement>(null);
  const [terminal, setTerminal] = useState<Terminal | null>(null);
  useEffect(() => {
    if (!place.current) return;
    const made = new Terminal(OPTIONS);
    const fit = new FitAddon();
    made.loadAddon(fit);
    made.open(place.current);
    made.textarea?.setAttribute('aria-label', label);
    letGo(made);
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(place.current);
    setTerminal(made);
    return () => {
      observer.disconnect();
      setTerminal(null);
      made.dispose();
    };
  }, [label]);
  return { place, terminal };
}
