import { element, type Built } from '../../xml/index.ts';

/** Screen on a unix socket (no TCP port is opened), serial console with a log, guest agent, pointer. */
export function consoleDevices(serialLog: string | null): readonly Built[] {
  return [
    element(
      'serial',
      { type: 'pty' },
      serialLog !== null && element('log', { file: serialLog, append: 'off' }),
      element('target', { type: 'isa-serial', port: 0 }),
    ),
    element('console', { type: 'pty' }, element('target', { type: 'serial', port: 0 })),
    element(
      'channel',
      { type: 'unix' },
      element('target', { type: 'virtio', name: 'org.qemu.guest_agent.0' }),
    ),
    element('input', { type: 'tablet', bus: 'usb' }),
    element('graphics', { type: 'vnc' }, element('listen', { type: 'socket' })),
    element('video', {}, element('model', { type: 'virtio', heads: 1, primary: 'yes' })),
  ];
}
