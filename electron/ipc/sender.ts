/** The parts of Electron's event that say who sent it. */
interface SenderEvent {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** True for the main frame of our own page; fragments do not matter, everything else must be equal. */
export function isTrustedSender(event: SenderEvent, pageUrl: string): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && withoutFragment(frame.url) === withoutFragment(pageUrl);
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
