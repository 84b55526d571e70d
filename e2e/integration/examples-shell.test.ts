import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildDebianDisk } from '../fixtures/debian-disk.ts';
import { attachLoop } from '../fixtures/loop-disk.ts';
import type { LoopDisk } from '../fixtures/loop-disk.ts';

/*
 * Every shell block of docs/EXAMPLES.md, task by task, as a reader would type it. Only names are put in the place of
 * others: the disks, the folder of the repository. `vmkit` answers its questions with yes, and a console is left once it
 * shows a login prompt.
 */
const CHECKOUT = resolve(import.meta.dirname, '../..');
const text = await readFile(join(CHECKOUT, 'docs/EXAMPLES.md'), 'utf8');

const PRELUDE = `set -euo pipefail
vmkit() {
  if [ "\${1-} \${2-}" = 'machine console' ]; then
    timeout 240 node "$VMKIT_CLI" "$@" < <(while sleep 5; do echo; done) | grep -m1 'login:'
  else
    node "$VMKIT_CLI" --yes "$@" < /dev/null
  fi
}
sudo() { "$@"; }
export -f vmkit sudo
`;

/** What a reader has before a task: the repository, and where the task speaks of it, a capture. */
const REPOSITORY = 'vmkit storage create-repo captures /srv/captures';
const CAPTURE = `${REPOSITORY}\nvmkit host capture web --disk /dev/sdb --repo captures`;
const BEFORE: Readonly<Record<string, string>> = {
  'Several machines of one capture': CAPTURE,
  'Capture several disks, leave a partition out': REPOSITORY,
  "Check a capture's images": CAPTURE,
  'In a script': REPOSITORY,
};

/** Tasks that begin with something that a script cannot have: an own test stands for each. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'Go on after a crash': 'interrupted.test.ts kills a capture and resumes it',
  'Choose networks NIC by NIC':
    'map-networks.test.ts: the names of NICs and networks differ from host to host',
  'In TypeScript': 'examples-typescript.test.ts',
};

let folder: string;
let loops: readonly LoopDisk[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-examples-'));
  await chmod(folder, 0o755);
  const boot = await buildDebianDisk({ directory: folder, name: 'sdb.img' });
  const data = join(folder, 'sdc.img');
  await execa('truncate', ['-s', '64M', data]);
  await execa('sfdisk', ['-q', data], { input: 'label: gpt\nsize=16M\nsize=16M\nsize=16M\n' });
  await execa('virsh', ['net-start', 'default'], { reject: false });
  loops = [await attachLoop(boot.path), await attachLoop(data)];
});

afterEach(async () => {
  const { stdout } = await execa('virsh', ['list', '--all', '--name']);
  for (const name of stdout.split('\n').filter(Boolean)) {
    await execa('virsh', ['destroy', name], { reject: false });
    await execa('virsh', ['undefine', name, '--nvram'], { reject: false });
  }
  await execa('virsh', ['pool-destroy', 'captures'], { reject: false });
  await execa('virsh', ['pool-undefine', 'captures'], { reject: false });
  await rm(join(folder, 'captures'), { recursive: true, force: true });
});

afterAll(async () => {
  await execa('virsh', ['net-destroy', 'default'], { reject: false });
  for (const loop of loops) await loop.detach();
  await rm(folder, { recursive: true, force: true });
});

describe('docs/EXAMPLES.md', () => {
  const tasks = text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({ title: part.split('\n', 1)[0] ?? '', blocks: shellBlocks(part) }));

  it('has tasks, and each is run here or elsewhere', () => {
    expect(tasks.length).toBeGreaterThan(5);
    for (const { title, blocks } of tasks) expect(blocks.length > 0 || title in ELSEWHERE, title).toBe(true);
  });

  it.each(tasks.filter(({ title }) => !(title in ELSEWHERE)))('$title', async ({ title, blocks }) => {
    const before = BEFORE[title];
    if (before !== undefined) await type(before);
    for (const block of blocks) {
      const { exitCode, all } = await type(block);
      // The doctor's exit code is its finding.
      if (!block.includes('vmkit doctor')) expect(exitCode, `${block}\n${all}`).toBe(0);
    }
  });
});

function shellBlocks(part: string): readonly string[] {
  return [...part.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
}

async function type(block: string) {
  const [boot, data] = loops;
  const script = join(folder, 'block.sh');
  const typed = block
    .replaceAll('/dev/sdb', boot?.device ?? '')
    .replaceAll('/dev/sdc:', `${data?.device ?? ''}:`)
    .replaceAll('/dev/sdc3', `${data?.device ?? ''}p3`)
    .replaceAll('/dev/sdc', data?.device ?? '')
    .replaceAll('/srv/captures', join(folder, 'captures'));
  await writeFile(script, PRELUDE + typed);
  return execa('bash', [script], {
    reject: false,
    all: true,
    cwd: folder,
    timeout: 280_000,
    env: { VMKIT_CLI: join(CHECKOUT, 'out/main/cli.js') },
  });
}
