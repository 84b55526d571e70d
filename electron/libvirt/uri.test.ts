import { describe, expect, it } from 'vitest';
import { sshArguments } from './dial-ssh.ts';
import { parseUri } from './uri.ts';

const user = { root: false, env: { XDG_RUNTIME_DIR: '/run/user/1000', HOME: '/home/u' } };
const root = { root: true, env: {} };

describe('a libvirt URI', () => {
  it('qemu:///system leads to libvirtd, then to the split daemon', () => {
    expect(parseUri('qemu:///system', user)).toEqual({
      kind: 'local',
      name: 'qemu:///system',
      sockets: ['/run/libvirt/libvirt-sock', '/run/libvirt/virtqemud-sock'],
      session: false,
    });
  });

  it('a read-only connection has sockets of its own', () => {
    expect(parseUri('qemu:///system', user, true)).toMatchObject({
      sockets: ['/run/libvirt/libvirt-sock-ro', '/run/libvirt/virtqemud-sock-ro'],
    });
  });

  it("qemu:///session leads to the user's own daemon", () => {
    expect(parseUri('qemu:///session', user)).toMatchObject({
      sockets: ['/run/user/1000/libvirt/libvirt-sock', '/run/user/1000/libvirt/virtqemud-sock'],
      session: true,
    });
  });

  it('without a runtime folder the session sockets are in the cache folder', () => {
    const bare = { root: false, env: { HOME: '/home/u' } };
    expect(parseUri('qemu:///session', bare)).toMatchObject({
      sockets: ['/home/u/.cache/libvirt/libvirt-sock', '/home/u/.cache/libvirt/virtqemud-sock'],
    });
  });

  it('root is told to use the system instead of a session', () => {
    expect(() => parseUri('qemu:///session', root)).toThrow(
      expect.objectContaining({ code: 'not-supported' }),
    );
  });

  it('?socket= is honoured, and not sent on', () => {
    expect(parseUri('qemu:///system?socket=/tmp/x', root)).toEqual({
      kind: 'local',
      name: 'qemu:///system',
      sockets: ['/tmp/x'],
      session: false,
    });
  });

  it('the test driver keeps its file', () => {
    expect(parseUri('test:///srv/host.xml', root)).toMatchObject({ name: 'test:///srv/host.xml' });
  });

  it('qemu+ssh keeps host, user and port', () => {
    const target = parseUri('qemu+ssh://me@server:2222/system', user);
    expect(target).toEqual({ kind: 'ssh', name: 'qemu:///system', host: 'server', user: 'me', port: '2222' });
    if (target.kind !== 'ssh') throw new Error('not ssh');
    expect(sshArguments(target)).toEqual(
      expect.arrayContaining(['ssh', '-o', 'BatchMode=yes', '-p', '2222', '-l', 'me', '--', 'server']),
    );
  });

  it.each([
    ['nonsense', 'input.invalid'],
    ['', 'input.invalid'],
    ['qemu+tls://host/system', 'not-supported'],
    ['qemu://host/system', 'not-supported'],
    ['qemu+ssh://-oProxyCommand=x/system', 'input.invalid'],
    ["qemu+ssh://host/system';reboot'", 'input.invalid'],
    ['qemu+ssh://%2Dx@host/system', 'input.invalid'],
  ])('%j is refused with %s', (uri, code) => {
    expect(() => parseUri(uri, user)).toThrow(expect.objectContaining({ code }));
  });
});
