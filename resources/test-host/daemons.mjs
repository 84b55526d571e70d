import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, must, SetupError } from '../setup/steps.mjs';

const START_LIMIT_MS = 30_000;

/** Starts D-Bus, polkit, virtlogd and libvirtd as a booted system has them, and waits until each answers. */
export async function startDaemons() {
  must(['chown', 'messagebus:messagebus', '/run/dbus']);
  must(['dbus-daemon', '--system', '--fork', '--nopidfile']);
  daemon('/usr/lib/polkit-1/polkitd', '--no-debug');
  daemon('virtlogd');
  await Promise.all([
    until('polkitd', () => ownsName('org.freedesktop.PolicyKit1')),
    until('virtlogd', () => answers('/run/libvirt/virtlogd-sock')),
  ]);
  daemon('libvirtd');
  await until('libvirtd', () => answers('/run/libvirt/libvirt-sock'));
}

function daemon(program, ...args) {
  const log = openSync(logFile(program), 'a');
  spawn(program, args, { stdio: ['ignore', log, log], env: { PATH: process.env.PATH, LC_ALL: 'C' } }).unref();
}

function logFile(program) {
  return `/run/log/${program.split('/').at(-1)}.log`;
}

async function until(program, ready) {
  const end = Date.now() + START_LIMIT_MS;
  while (!(await ready())) {
    if (Date.now() > end)
      throw new SetupError(
        `${program} does not answer:\n${readFileSync(logFile(program), 'utf8').slice(-2000)}`,
      );
    await sleep(20);
  }
}

function ownsName(name) {
  const call = [
    'dbus-send',
    '--system',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
  ];
  return attempt([...call, `string:${name}`]).output.includes('boolean true');
}

function answers(path) {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
