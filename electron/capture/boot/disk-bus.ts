import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isVmkitError } from '../../../shared/errors.ts';
import { readInitramfs, type InitramfsEntry } from './initramfs.ts';

export interface DiskBus {
  readonly diskBus: 'virtio' | 'sata';
  readonly reason: string;
}

interface Kernel {
  readonly version: string;
  readonly config: string | null;
  readonly initramfs: string | null;
}

/** The disk bus that a system can boot from, by its newest kernel: what is built in, and what its initramfs carries. */
export async function chooseDiskBus(files: readonly string[], signal?: AbortSignal): Promise<DiskBus> {
  const kernel = newest(files);
  if (!kernel) {
    const reason = 'No kernel files could be read on the disks; nearly every system can boot from SATA.';
    return { diskBus: 'sata', reason };
  }
  const config = kernel.config === null ? '' : await readFile(kernel.config, 'utf8');
  const builtIn = (option: string): boolean => config.includes(`CONFIG_${option}=y\n`);
  const packed = await modulesOf(kernel, signal);
  const has = (option: string, module: string): boolean => builtIn(option) || packed.modules.has(module);
  if (has('VIRTIO_BLK', 'virtio_blk') && has('VIRTIO_PCI', 'virtio_pci')) {
    return {
      diskBus: 'virtio',
      reason: `Kernel ${kernel.version} finds virtio disks at boot (${packed.source}).`,
    };
  }
  const why = packed.problem ?? 'its initramfs lacks virtio_blk or virtio_pci';
  const ahci = has('SATA_AHCI', 'ahci')
    ? 'it has the driver for SATA'
    : 'nearly every system can boot from SATA';
  return { diskBus: 'sata', reason: `Kernel ${kernel.version}: ${why}; ${ahci}.` };
}

function newest(files: readonly string[]): Kernel | undefined {
  const kernels = new Map<string, Kernel>();
  for (const path of files) {
    const name = basename(path);
    const version = name.replace(/^(?:initrd\.img-|initramfs-|initrd-|config-)/, '').replace(/\.img$/, '');
    const known = kernels.get(version) ?? { version, config: null, initramfs: null };
    kernels.set(
      version,
      name.startsWith('config-') ? { ...known, config: path } : { ...known, initramfs: path },
    );
  }
  return [...kernels.values()]
    .sort((left, right) => left.version.localeCompare(right.version, 'en', { numeric: true }))
    .at(-1);
}

interface Modules {
  readonly modules: ReadonlySet<string>;
  readonly source: string;
  readonly problem: string | null;
}

async function modulesOf(kernel: Kernel, signal?: AbortSignal): Promise<Modules> {
  if (kernel.initramfs === null)
    return { modules: new Set(), source: 'built in', problem: 'it has no initramfs' };
  try {
    const modules = new Set((await readInitramfs(kernel.initramfs, signal)).flatMap(modulesIn));
    return { modules, source: 'by its initramfs', problem: null };
  } catch (error) {
    if (!isVmkitError(error) || error.code === 'cancelled') throw error;
    return {
      modules: new Set(),
      source: 'built in',
      problem: `its initramfs cannot be read (${error.message})`,
    };
  }
}

/** Names of a module file, or of all those that `modules.builtin` lists; `-` and `_` are the same to the kernel. */
function modulesIn({ name, content }: InitramfsEntry): readonly string[] {
  const list = name.endsWith('/modules.builtin') ? content.toString('latin1').split('\n') : [name];
  return list.flatMap((path) => {
    const match = /([^/]+)\.ko(?:\.\w+)?$/.exec(path);
    return match?.[1] === undefined ? [] : [match[1].replaceAll('-', '_')];
  });
}
