import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { execa } from 'execa';
import { z } from 'zod';

/** What e2e/fixtures/host-disks.ts has made. */
export const hostDisks = {
  bootable: variable('VMKIT_TEST_DISK'),
  hostname: variable('VMKIT_TEST_HOSTNAME'),
  /** The content of /root/vmkit-marker on the bootable disk, which is nowhere else. */
  marker: variable('VMKIT_TEST_MARKER'),
  large: variable('VMKIT_TEST_LARGE_DISK'),
  mounted: variable('VMKIT_TEST_USED_DISK'),
  mountPoint: variable('VMKIT_TEST_MOUNT_POINT'),
};

/** A folder for repositories that QEMU's user can enter, in memory, gone with the private host. */
export const REPOSITORIES = '/var/lib/libvirt/images';

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run \`npm run window\`.`);
  return value;
}

const answer = z.object({ stdout: z.string(), stderr: z.string(), exitCode: z.number() });

/** Output of a command that root ran in the private host. @throws Error where it failed. */
export async function asRoot(...argv: readonly string[]): Promise<string> {
  const socket = connect(variable('VMKIT_TEST_ROOT'));
  socket.write(`${JSON.stringify(argv)}\n`);
  const { stdout, stderr, exitCode } = answer.parse(JSON.parse(await text(socket)));
  if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${exitCode}: ${stderr}`);
  return stdout;
}

/** Names of the files below a folder that only root may read. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  return (await asRoot('find', folder, '-mindepth', '1', '-printf', '%P\n')).split('\n').filter(Boolean);
}

/** As an ordinary user of the group libvirt. */
export async function virsh(...args: readonly string[]): Promise<string> {
  return (await execa('virsh', ['--connect', 'qemu:///system', '--quiet', ...args])).stdout;
}

/** Defines a machine or a network with virsh. */
export async function define(command: 'define' | 'net-define', xml: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vmkit-define-'));
  try {
    await writeFile(join(folder, 'it.xml'), xml);
    await virsh(command, join(folder, 'it.xml'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The smallest machine that libvirt takes: no disk, a serial port. */
export function smallMachine(name: string): string {
  return `<domain type="qemu"><name>${name}</name><memory unit="MiB">64</memory><vcpu>1</vcpu>
    <os><type arch="x86_64" machine="q35">hvm</type></os>
    <devices><serial type="pty"/></devices></domain>`;
}

/** Takes machines and repositories away that a test has made, whether or not it came that far. */
export async function removeAll(...names: readonly string[]): Promise<void> {
  const quietly = { reject: false, env: { LIBVIRT_DEFAULT_URI: 'qemu:///system' } };
  for (const name of names) {
    await execa('virsh', ['destroy', name], quietly);
    await execa('virsh', ['undefine', name, '--nvram'], quietly);
    await execa('virsh', ['pool-destroy', name], quietly);
    await execa('virsh', ['pool-undefine', name], quietly);
    await asRoot('rm', '-rf', `${REPOSITORIES}/${name}`);
  }
}
