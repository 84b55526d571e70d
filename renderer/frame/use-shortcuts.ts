import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { linkTo, navigate } from '../router/route.ts';
import { useFrame } from '../stores/frame.ts';
import { RAIL } from './pages.ts';

/** Letters typed into a field, a terminal or a dialog are not shortcuts. */
function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof Element &&
    target.closest('input, textarea, [role="dialog"], [role="menu"], .xterm') !== null
  );
}

function unlessTyping(action: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (isTyping(event)) return;
    event.preventDefault();
    action();
  };
}

/** The keys of the whole window. */
export function useShortcuts(): void {
  useEffect(() => {
    const { setPalette, setHelp } = useFrame.getState();
    const pages = RAIL.map(
      ({ page, key }) => [`g ${key}`, unlessTyping(() => navigate(linkTo(page)))] as const,
    );
    return tinykeys(window, {
      ...Object.fromEntries(pages),
      '$mod+k': (event) => {
        event.preventDefault();
        setPalette(!useFrame.getState().palette);
      },
      // With Shift on most layouts, a key of its own on some.
      'Shift+?': unlessTyping(() => setHelp(true)),
      '?': unlessTyping(() => setHelp(true)),
    });
  }, []);
}
