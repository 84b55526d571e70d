import { Duplex } from 'node:stream';
import { VmkitError } from '../../shared/errors.ts';
import { startPiped } from '../system/start-piped.ts';
import { disconnected } from './rpc/connection.ts';
import type { Target } from './uri.ts';

/**
 * libvirt on another computer, through the user's own ssh: keys, agent and ~/.ssh/config apply. Over there
 * virt-ssh-helper finds the right socket; before libvirt 6.8 there is only nc.
 */
export function dialSsh(target: Extract<Target, { kind: 'ssh' }>): Duplex {
  const program = startPiped(sshArguments(target));
  const stream = Duplex.from({ writable: program.input, readable: program.output });
  void program.ended.then(({ exitCode, missing }) => {
    stream.destroy(
      missing ? sshMissing() : exitCode === 0 ? disconnected() : failed(target.host, program.lastError()),
    );
  });
  return stream;
}

/** The command line. Host and user have been checked to start with a letter or digit, the name to be plain. */
export function sshArguments(target: Extract<Target, { kind: 'ssh' }>): [string, ...string[]] {
  const far =
    `if command -v virt-ssh-helper >/dev/null 2>&1; then exec virt-ssh-helper '${target.name}'; ` +
    `else exec nc -U /run/libvirt/libvirt-sock; fi`;
  const user = target.user === '' ? [] : ['-l', target.user];
  const port = target.port === '' ? [] : ['-p', target.port];
  return [
    'ssh',
    '-T',
    '-e',
    'none',
    '-o',
    'BatchMode=yes',
    ...port,
    ...user,
    '--',
    target.host,
    `sh -c "${far}"`,
  ];
}

function sshMissing(): VmkitError {
  return new VmkitError('program.missing', 'The program ssh is not installed.', {
    hint: 'Install the package openssh-client.',
    detail: { program: 'ssh' },
  });
}

function failed(host: string, stderr: string): VmkitError {
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return new VmkitError(
    'libvirt.unreachable',
    `libvirt on ${host} could not be reached through ssh: ${last}`,
    {
      hint: `Check that \`ssh ${host}\` works without a question, and that libvirt runs there.`,
      detail: { host, stderr: stderr.slice(-2000) },
    },
  );
}
