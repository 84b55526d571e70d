import { z } from 'zod';
import type { CapturedDisk, CaptureManifest } from '../../../shared/model/capture.ts';
import { formatBytes, formatElapsed } from '../../../shared/units.ts';
import { print, type Context } from '../context.ts';
import { facts } from '../output/facts.ts';
import { printJson } from '../output/json.ts';
import { neutralise } from '../output/neutralise.ts';
import { localTime } from '../output/words.ts';
import { verb } from '../verb.ts';
import { repoOption } from './captures.ts';
import { findCapture } from './find-capture.ts';

/** Shows a finished capture from its manifest. */
export async function showCapture(
  context: Context,
  input: { readonly name: string; readonly repo?: string | undefined },
): Promise<void> {
  const found = await findCapture(context, input.name, input.repo);
  const manifest = await context.call('capture.show', { repository: found.repository, name: found.name });
  if (context.options.json) return printJson(context, manifest);
  const title = context.io.out.colour.bold(neutralise(`${found.repository}/${manifest.name}`));
  print(context, [title, ...manifestFacts(manifest, found.directory), ...manifest.disks.flatMap(diskLines)]);
}

function manifestFacts(manifest: CaptureManifest, directory: string): string[] {
  const { host } = manifest;
  return facts([
    ['State', manifest.state],
    ['Folder', directory],
    ['Taken', `${localTime(manifest.startedAt)}, took ${formatElapsed(manifest.tookMs)}`],
    ['Consistency', manifest.consistency],
    ['Host', [host.hostname, host.os, host.architecture].filter(Boolean).join(', ')],
    ['Host size', `${host.threads} threads, ${formatBytes(host.memoryBytes)} memory`],
    ['Firmware', host.firmware],
    ...host.nics.map((nic) => ['NIC', `${nic.name}  ${nic.mac}`] as const),
  ]);
}

function diskLines(disk: CapturedDisk): string[] {
  const verified =
    disk.verified.method === 'none'
      ? 'no'
      : `compared ${formatBytes(disk.verified.comparedBytes)} with the disk`;
  const damaged = disk.damaged.map((range) => `${range.length} bytes at ${range.offset}`).join(', ');
  return [
    neutralise(`Disk ${disk.file}`),
    ...facts([
      ['From', [disk.source.path, disk.source.model, disk.source.serial].filter(Boolean).join(', ')],
      ['Size', `${formatBytes(disk.virtualBytes)}, ${formatBytes(disk.usedBytes)} used`],
      ['File', `${formatBytes(disk.fileBytes)}, ${disk.format}, ${disk.compression}`],
      ['Verified', verified],
      ['Damaged', damaged],
      ['SHA-256', disk.sha256],
      ...disk.volumes.map(
        (one) => [one.title, `${one.filesystem ?? one.method}, ${one.grade}: ${one.reason}`] as const,
      ),
    ]),
  ];
}

export const showCaptureVerb = verb({
  usage: 'show-capture <name>',
  summary: 'show one capture: host, disks, checksums, grade of every volume',
  options: [repoOption()],
  input: z.object({ name: z.string(), repo: z.string().optional() }),
  examples: ['vmkit host show-capture web', "vmkit host show-capture web --json | jq '.disks[].sha256'"],
  run: showCapture,
});
