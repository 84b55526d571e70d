import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isVmkitError } from '../../../shared/errors.ts';
import { run } from '../../system/run.ts';
import { GUEST_CODE, GUEST_RESET } from './guest.gen.ts';

const ROM_BYTES = 64 * 1024;
const RESET_BYTES = 16;
/** isa-debug-exit ends qemu with (value * 2) + 1; the guest writes 0x10. */
const FINISHED = 33;

export interface GuestRequest {
  readonly qemu: string;
  readonly accelerator: 'kvm' | 'tcg';
  /** CPU model as for `-cpu`. */
  readonly cpu: string;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the guest is ended. */
  readonly timeoutMs: number;
  /** Called with the CPU time that the guest's process has used, in milliseconds, some 40 times a second. */
  readonly onCpuTime?: (milliseconds: number) => void;
}
export interface GuestRun {
  readonly finished: boolean;
  /** Stages that the guest went through, as letters (see guest.S). */
  readonly stages: string;
  readonly tookMs: number;
  /** What qemu said where it gave up. */
  readonly complaint: string | null;
}

/**
 * Runs the tiny guest once. The guest's process dies with this one, and when the signal aborts.
 * @throws VmkitError `program.missing`, `cancelled`.
 */
export async function runGuest(request: GuestRequest): Promise<GuestRun> {
  const folder = await mkdtemp(join(tmpdir(), 'vmkit-probe-'));
  const startedAt = performance.now();
  const pidFile = join(folder, 'pid');
  const watch = setInterval(() => {
    void cpuTime(pidFile).then((used) => used !== null && request.onCpuTime?.(used));
  }, 25);
  let stages = '';
  const result = (finished: boolean, complaint: string | null): GuestRun => ({
    finished,
    stages,
    tookMs: Math.round(performance.now() - startedAt),
    complaint,
  });
  try {
    const rom = join(folder, 'guest.rom');
    await writeFile(rom, guestRom());
    await run(guestArgv(request, rom, pidFile), {
      signal: request.signal,
      timeoutMs: request.timeoutMs,
      okExitCodes: [FINISHED],
      onLine: (line) => {
        if (/^[A-G]$/.test(line)) stages += line;
      },
    });
    return result(true, null);
  } catch (error) {
    if (isVmkitError(error, 'program.timeout')) return result(false, null);
    if (isVmkitError(error, 'program.failed')) return result(false, complaintOf(error.detail?.stderr));
    throw error;
  } finally {
    clearInterval(watch);
    await rm(folder, { recursive: true, force: true });
  }
}

function guestArgv(request: GuestRequest, rom: string, pidFile: string): [string, ...string[]] {
  const bare = '-nodefaults -no-user-config -display none -no-reboot -m 16 -debugcon stdio'.split(' ');
  const exit = ['-device', 'isa-debug-exit,iobase=0xf4,iosize=4'];
  const machine = ['-machine', `pc,accel=${request.accelerator}`, '-cpu', request.cpu];
  const files = ['-bios', rom, '-pidfile', pidFile];
  // qemu aborts where KVM surprises it: no need for its memory on disk.
  return ['prlimit', '--core=0', '--', request.qemu, ...bare, ...exit, ...machine, ...files];
}

function guestRom(): Buffer {
  const rom = Buffer.alloc(ROM_BYTES);
  rom.write(GUEST_CODE, 'hex');
  rom.write(GUEST_RESET, ROM_BYTES - RESET_BYTES, 'hex');
  return rom;
}

function complaintOf(stderr: unknown): string | null {
  const lines = (typeof stderr === 'string' ? stderr : '').split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((text) => /error|failed|could not|assert/i.test(text)) ?? lines.at(-1);
  return line?.replace(/^[^ ]*qemu[^ ]*: (error: )?/, '').trim() ?? null;
}

// Fields 14 and 15 of /proc/PID/stat (proc(5)), in ticks of 10 ms.
async function cpuTime(pidFile: string): Promise<number | null> {
  try {
    const pid = (await readFile(pidFile, 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}
