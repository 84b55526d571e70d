import { mkdir, mkdtemp, open, readFile, rm, stat, statfs } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runCapture } from '../../electron/capture/index.ts';
import { openDisk } from '../../electron/capture/disk/open-disk.ts';
import { mapDisk } from '../../electron/capture/map/disk-map.ts';
import { captureRequest, type CaptureHost } from '../../shared/model/capture.ts';
import { run } from '../../electron/system/run.ts';
import { buildDebianDisk } from '../fixtures/debian-disk.ts';
import { bootUntil } from '../fixtures/boot.ts';
import { attachLoop } from '../fixtures/loop-disk.ts';

/**
 * Our capture against qemu-img and zstd, in the same run, on the same disk: half used with a real system's files, the
 * free half full of stale incompressible bytes. Prints one JSON line a figure; exit code 1 where a goal is missed.
 * Takes minutes, and `BENCH_GIB` (4 unless told otherwise) plus as much again of free space.
 * Arguments choose parts: `speed`, `boot`; both unless told otherwise.
 */

const GIB = 1024 ** 3;
const DISK_BYTES = Number(process.env.BENCH_GIB ?? 4) * GIB;
const SPEED_ROUNDS = 3;
const TUNED_CLUSTERS = ['64k', '256k', '1M'] as const;
const BOOT_ROUNDS = 5;
const BOOT_PATTERN = /login: /;
/** Share of the disk that is filled with files. */
const FILLED = 0.5;

const HOST: CaptureHost = {
  hostname: 'bench',
  os: null,
  architecture: 'x86_64',
  firmware: 'bios',
  secureBoot: null,
  threads: availableParallelism(),
  memoryBytes: 0,
  nics: [],
};

interface Timing {
  readonly what: string;
  readonly seconds: number;
  /** Processor time of us and our children, which other work on the machine changes little. */
  readonly cpuSeconds: number;
  readonly mib: number;
}

async function main(): Promise<void> {
  const parts = process.argv.slice(2);
  const folder = await mkdtemp(join(tmpdir(), 'vmkit-bench-'));
  try {
    if (parts.length === 0 || parts.includes('speed')) await benchSpeed(folder);
    if (parts.length === 0 || parts.includes('boot')) await benchBoot(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function benchSpeed(folder: string): Promise<void> {
  const disk = join(folder, 'disk.raw');
  await makeDisk(disk, join(folder, 'mount'));
  const loop = await attachLoop(disk);
  try {
    const used = await gatherUsed(loop.device, join(folder, 'used'));
    const contenders: readonly Contender[] = [
      { what: 'ours', work: () => capture(folder, loop.device, false) },
      { what: 'ours, with verification', work: () => capture(folder, loop.device, true) },
      { what: 'zstd -3 of the used bytes', work: (out) => pack(used, out) },
      ...TUNED_CLUSTERS.map((cluster) => ({
        what: `qemu-img convert, tuned, ${cluster} clusters`,
        work: (out: string) => convertTuned(loop.device, out, cluster),
      })),
    ];
    const [ours, verified, zstd, ...allTuned] = await inRounds(contenders, join(folder, 'out'));
    const plain = await timed(
      'qemu-img convert -c',
      (out) => convert(loop.device, out, []),
      join(folder, 'out'),
    );
    if (!ours || !verified || !zstd) return;
    const tuned = allTuned.reduce((best, timing) => (timing.seconds < best.seconds ? timing : best), plain);
    for (const timing of [ours, verified, zstd, ...allTuned, plain]) print(timing);
    goal(
      'times faster than qemu-img convert -c',
      plain.seconds / ours.seconds,
      (ratio) => ratio >= 8,
      '>= 8',
    );
    goal(
      'times faster than the best tuned qemu-img',
      tuned.seconds / ours.seconds,
      (ratio) => ratio >= 2.3,
      '>= 2.3',
    );
    goal('times the seconds of zstd', ours.seconds / zstd.seconds, (ratio) => ratio <= 1.25, '<= 1.25');
  } finally {
    await loop.detach();
  }
}

/** Files of this system on ext4, then freed blocks of noise: made by filling the disk with it before mkfs. */
async function makeDisk(path: string, mountPoint: string): Promise<void> {
  const noise = [
    'openssl',
    'enc',
    '-aes-128-ctr',
    '-pass',
    'pass:bench',
    '-nosalt',
    '-pbkdf2',
    '-in',
    '/dev/zero',
  ];
  const script = 'set -o pipefail; "${@:3}" 2>/dev/null | head -c "$2" >"$1"';
  await run(['bash', '-c', script, 'bash', path, String(DISK_BYTES), ...noise], {
    timeoutMs: 0,
    okExitCodes: [0, 1, 141],
  });
  await run(['mke2fs', '-q', '-F', '-t', 'ext4', '-E', 'nodiscard,lazy_itable_init=0', path], {
    timeoutMs: 0,
  });
  await mkdir(mountPoint);
  await run(['mount', '-o', 'loop', path, mountPoint]);
  try {
    await fill(mountPoint);
  } finally {
    await run(['umount', mountPoint], { timeoutMs: 0 });
  }
}

async function fill(mountPoint: string): Promise<void> {
  for (let round = 0; ; round += 1) {
    for (const source of [
      '/usr/bin',
      '/usr/sbin',
      '/usr/share/doc',
      '/usr/share/perl',
      '/usr/lib/x86_64-linux-gnu',
    ]) {
      const { blocks, bfree } = await statfs(mountPoint);
      if ((blocks - bfree) / blocks >= FILLED) return;
      const place = join(mountPoint, `${round}`, source);
      await mkdir(place, { recursive: true });
      await run(['cp', '--archive', `${source}/.`, place], { timeoutMs: 0, okExitCodes: [0, 1] });
    }
  }
}

async function timed(what: string, work: (out: string) => Promise<string>, out = ''): Promise<Timing> {
  await run(['sync']);
  const [start, cpuStart] = [performance.now(), await cpuSeconds()];
  const made = await work(out);
  await makeDurable(made);
  const seconds = (performance.now() - start) / 1000;
  const used = (await cpuSeconds()) - cpuStart;
  const { size } = await stat(made);
  await rm(made);
  return { what, seconds, cpuSeconds: used, mib: size / 1024 ** 2 };
}

/** Fields 14 to 17 of proc(5), in ticks of a hundredth: user and system time, own and of children that have ended. */
async function cpuSeconds(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}

/** Ours counts only once it is on the disk; so does everybody else's. */
async function makeDurable(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

let counter = 0;

async function capture(folder: string, device: string, verify: boolean): Promise<string> {
  counter += 1;
  const name = `ours${counter}`;
  const request = captureRequest.parse({ name, disks: [device], repository: 'bench', verify });
  const target = { repository: 'bench', directory: folder };
  await runCapture({ request, target, host: HOST, inventory: {} });
  return join(folder, name, 'disk0.qcow2');
}

async function convert(device: string, out: string, more: readonly string[]): Promise<string> {
  const argv = ['qemu-img', 'convert', '-c', ...more, '-f', 'raw', '-O', 'qcow2', device, out] as const;
  await run([...argv], { timeoutMs: 0 });
  return out;
}

/** The fastest that qemu-img can be made without knowing what is in use. */
function convertTuned(device: string, out: string, cluster: string): Promise<string> {
  const options = `compression_type=zstd,cluster_size=${cluster}`;
  return convert(device, out, ['-W', '-m', '8', '-T', 'none', '-o', options]);
}

interface Contender {
  readonly what: string;
  readonly work: (out: string) => Promise<string>;
}

/** Medians of several rounds, taken in turns, so that a busy moment of the machine hits everybody. */
async function inRounds(contenders: readonly Contender[], out: string): Promise<readonly Timing[]> {
  const timings: Timing[][] = contenders.map(() => []);
  for (let round = 0; round < SPEED_ROUNDS; round += 1) {
    for (const [index, { what, work }] of contenders.entries()) {
      timings[index]?.push(await timed(what, work, out));
    }
  }
  return timings.flatMap((list) => {
    const sorted = list.toSorted((left, right) => left.seconds - right.seconds);
    const middle = sorted[Math.floor(sorted.length / 2)];
    return middle ? [middle] : [];
  });
}

async function pack(used: string, out: string): Promise<string> {
  await run(['zstd', '-3', `-T${availableParallelism()}`, '-q', '-f', used, '-o', out], { timeoutMs: 0 });
  return out;
}

/** What a capture copies, in one file, for zstd to pack. */
async function gatherUsed(device: string, out: string): Promise<string> {
  const disk = await openDisk(device, { hold: false });
  const file = await open(out, 'wx');
  const buffer = Buffer.alloc(4 * 1024 ** 2);
  try {
    for (const { offset, length } of (await mapDisk(disk, new Set())).used) {
      for (let done = 0; done < length;) {
        const { bytesRead } = await disk.handle.read(
          buffer,
          0,
          Math.min(buffer.length, length - done),
          offset + done,
        );
        await file.write(buffer, 0, bytesRead);
        done += bytesRead;
      }
    }
  } finally {
    await file.close();
    await disk.close();
  }
  return out;
}

async function benchBoot(folder: string): Promise<void> {
  const raw = await buildDebianDisk({ directory: folder });
  const image = await capture(folder, raw.path, true);
  const times: Record<'raw' | 'captured', number[]> = { raw: [], captured: [] };
  for (let round = 0; round < BOOT_ROUNDS; round += 1) {
    times.raw.push(await bootSeconds(raw.path, 'raw'));
    times.captured.push(await bootSeconds(image, 'qcow2'));
  }
  const [plain, ours] = [median(times.raw), median(times.captured)];
  console.log(JSON.stringify({ bench: 'boot from the raw disk', seconds: rounded(plain) }));
  console.log(JSON.stringify({ bench: 'boot from the captured image', seconds: rounded(ours) }));
  goal('times the seconds of booting the raw disk', ours / plain, (ratio) => ratio <= 1.15, '<= 1.15');
}

async function bootSeconds(path: string, format: 'raw' | 'qcow2'): Promise<number> {
  await run(['dd', `if=${path}`, 'iflag=nocache', 'count=0', 'status=none']); // cold: drops the file from the cache
  const { seconds } = await bootUntil(path, { format, pattern: BOOT_PATTERN, timeoutMs: 180_000 });
  return seconds;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print({ what, seconds, cpuSeconds: cpu, mib }: Timing): void {
  const figures = { seconds: rounded(seconds), cpuSeconds: rounded(cpu), mib: Math.round(mib) };
  console.log(JSON.stringify({ bench: what, ...figures }));
}

function goal(what: string, value: number, reached: (value: number) => boolean, wanted: string): void {
  const met = reached(value);
  console.log(JSON.stringify({ bench: what, value: rounded(value), goal: wanted, met }));
  if (!met) process.exitCode = 1;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

await main();
