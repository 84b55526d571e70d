import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { attempt } from '../setup/steps.mjs';

/** In the environment of everything that this run starts, so that its processes are told from other people's. */
export const RUN_ID = randomUUID();

/** What tests could leave on the machine itself, outside the private host. */
export function machineState() {
  return {
    mount: mounts(),
    'loop device': attempt(['losetup', '--list', '--noheadings', '--output', 'NAME,BACK-FILE'])
      .output.split('\n')
      .filter(Boolean),
    'network namespace': listing('/run/netns'),
    'trace instance': listing('/sys/kernel/tracing/instances'),
    'network device': listing('/sys/class/net'),
    'temporary file': listing(tmpdir()).filter((name) => name.startsWith('vmkit-')),
  };
}

/** One line for each thing that is there now and was not there before. */
export function newSince(before) {
  const now = machineState();
  const added = Object.keys(now).flatMap((kind) =>
    now[kind].filter((entry) => !before[kind].includes(entry)).map((entry) => `${kind} ${entry}`),
  );
  return [...added, ...processes(), ...insideTheHost()];
}

function insideTheHost() {
  const file = process.env.VMKIT_LEFTOVERS;
  if (!file || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => `in the private host: ${line}`);
}

function processes() {
  return listing('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => contents(`/proc/${pid}/environ`).includes(`VMKIT_TEST_RUN=${RUN_ID}`))
    .map((pid) => `process ${pid} ${contents(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()}`);
}

function mounts() {
  return contents('/proc/self/mountinfo')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ')[4]);
}

function listing(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}

// Processes end while we look at them.
function contents(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
