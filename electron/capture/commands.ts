import type { CaptureRequest } from '../../shared/model/capture.ts';
import type { EquivalentCommands } from '../../shared/model/job.ts';
import { imageFile } from './folder/file-names.ts';

/** A word as a POSIX shell has to see it. */
function quote(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The same capture typed into a terminal: with us, and as near as libvirt's and qemu's own tools come. */
export function captureCommands(request: CaptureRequest, directory: string): EquivalentCommands {
  const words = ['vmkit', 'host', 'capture', ...request.disks];
  words.push('--name', request.name, '--repository', request.repository);
  for (const partition of request.exclude) words.push('--exclude', partition);
  if (request.consistency !== 'auto') words.push('--consistency', request.consistency);
  if (request.compression !== 'zstd') words.push('--compression', request.compression);
  if (!request.verify) words.push('--no-verify');
  if (request.resume) words.push('--resume');
  const images = request.disks.map((disk, index) =>
    ['qemu-img', 'convert', '-c', '-O', 'qcow2', disk, `${directory}/${request.name}/${imageFile(index)}`]
      .map(quote)
      .join(' '),
  );
  const refresh = ['virsh', 'pool-refresh', request.repository].map(quote).join(' ');
  return { vmkit: words.map(quote).join(' '), virsh: [...images, refresh] };
}
