import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDebianDisk } from '../fixtures/debian-disk.ts';
import { attachLoop } from '../fixtures/loop-disk.ts';
import type { LoopDisk } from '../fixtures/loop-disk.ts';
import { vmkitJson } from './cli.ts';

const CHECKOUT = resolve(import.meta.dirname, '../..');
// Below the package, so that `from 'vmkit'` is this very package, as built.
const SCRIPTS = join(CHECKOUT, 'out/examples');

let folder: string;
let loop: LoopDisk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmkit-examples-'));
  await chmod(folder, 0o755);
  const disk = await buildDebianDisk({ directory: folder, hostname: 'example-host' });
  loop = await attachLoop(disk.path);
  await mkdir(SCRIPTS, { recursive: true });
  await vmkitJson(['storage', 'create-repo', 'examples', join(folder, 'repository')]);
});

afterAll(async () => {
  await execa('virsh', ['destroy', 'example'], { reject: false });
  await execa('virsh', ['undefine', 'example'], { reject: false });
  await execa('virsh', ['pool-destroy', 'examples'], { reject: false });
  await execa('virsh', ['pool-undefine', 'examples'], { reject: false });
  await loop.detach();
  await rm(SCRIPTS, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

describe('the TypeScript examples of docs/EXAMPLES.md', () => {
  it('tell what the host is', async () => {
    const { stdout } = await runExample('inspect', {});
    expect(stdout).toContain('threads');
    expect(stdout).toContain(loop.device);
  });

  it('capture a disk, make a machine of it and see its login prompt', async () => {
    const { stdout } = await runExample('capture-and-virtualize', {
      DISK: loop.device,
      REPOSITORY: 'examples',
      NAME: 'example',
    });
    expect(stdout).toMatch(/disk0\.qcow2 [0-9a-f]{64}/);
    expect(stdout).toContain('example is up');
  });
});

async function runExample(
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly stdout: string }> {
  const text = await readFile(join(CHECKOUT, 'docs/EXAMPLES.md'), 'utf8');
  const block = new RegExp(`<!-- run: ${name} -->\\s+\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/EXAMPLES.md has no runnable example ${name}`);
  const script = join(SCRIPTS, `${name}.ts`);
  await writeFile(script, block);
  return execa(process.execPath, ['--import', 'tsx', script], { cwd: CHECKOUT, env });
}
