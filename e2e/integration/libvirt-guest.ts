import { once } from 'node:events';
import { connect, type Libvirt } from '../../electron/libvirt/index.ts';
import { run } from '../../electron/system/run.ts';
import type { Duplex } from 'node:stream';

const SYSTEM = 'qemu:///system';

/** A connection to the private test host's libvirtd; its first opening takes seconds while libvirt probes QEMU. */
export function connectSystem(): Promise<Libvirt> {
  return connect(SYSTEM);
}

/** What `virsh` says: the neighbour beside whom we work. */
export async function virsh(...argv: readonly string[]): Promise<string> {
  return (await run(['virsh', '-q', '-c', SYSTEM, ...argv], { timeoutMs: 120_000 })).stdout.trim();
}

/**
 * A disk of 1 MiB (the firmware boots from none of a single sector) whose boot sector writes `message` to the first
 * serial port over and over: real bytes from a real guest without an operating system.
 */
export function bootSector(message: string): Buffer {
  const code = Buffer.from([
    ...[0xfa, 0x31, 0xc0, 0x8e, 0xd8], // cli; xor ax,ax; mov ds,ax
    ...[0xbe, 0x1a, 0x7c], // again: mov si,text (its address is set below)
    ...[0xac, 0x84, 0xc0, 0x74, 0xf8], // next: lodsb; test al,al; jz again
    ...[0x88, 0xc3, 0xba, 0xfd, 0x03], // mov bl,al; mov dx,0x3fd (line status)
    ...[0xec, 0xa8, 0x20, 0x74, 0xfb], // wait: in al,dx; test al,0x20; jz wait
    ...[0xba, 0xf8, 0x03], // mov dx,0x3f8 (data)
  ]);
  const tail = Buffer.from([0x88, 0xd8, 0xee, 0xeb, 0xe9]); // mov al,bl; out dx,al; jmp next
  const sector = Buffer.alloc(1024 ** 2);
  const program = Buffer.concat([code, tail]);
  program.writeUInt16LE(0x7c00 + program.length, 6);
  program.copy(sector);
  sector.write(`${message}\r\n`, program.length, 'latin1');
  sector.writeUInt16LE(0xaa55, 510);
  return sector;
}

/** Reads a console until it has said `wanted`. */
export async function readUntil(stream: Duplex, wanted: string): Promise<string> {
  let heard = '';
  for await (const chunk of stream) {
    heard += String(chunk);
    if (heard.includes(wanted)) return heard;
  }
  throw new Error(`The console ended before it said ${JSON.stringify(wanted)}: ${JSON.stringify(heard)}`);
}

/** Waits for the end of a stream. */
export async function ended(stream: Duplex): Promise<void> {
  stream.resume();
  if (!stream.closed) await once(stream, 'close');
}
