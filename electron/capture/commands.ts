import { captureArguments, quoteCommand } from '../../shared/command-words.ts';
import type { CaptureRequest } from '../../shared/model/capture.ts';
import type { EquivalentCommands } from '../../shared/model/job.ts';
import { imageFile } from './folder/file-names.ts';

/** The same capture typed into a terminal: with us, and as near as libvirt's and qemu's own tools come. */
export function captureCommands(request: CaptureRequest, directory: string): EquivalentCommands {
  const words = ['vmkit', 'host', 'capture', request.name, ...captureArguments(request)];
  const images = request.disks.map((disk, index) =>
    quoteCommand([
      'qemu-img',
      'convert',
      '-c',
      '-O',
      'qcow2',
      disk,
      `${directory}/${request.name}/${imageFile(index)}`,
    ]),
  );
  const refresh = quoteCommand(['virsh', 'pool-refresh', request.repository]);
  return { vmkit: quoteCommand(words), virsh: [...images, refresh] };
}
