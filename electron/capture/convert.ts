import { run } from '../system/run.ts';
import type { CaptureRequest } from '../../shared/model/capture.ts';
import { nodeArgument, type ImageNode } from './image/node-options.ts';

export interface Conversion {
  readonly source: ImageNode;
  /** An image that exists; clusters it holds already and the source leaves out stay as they are. */
  readonly target: ImageNode;
  readonly compression: CaptureRequest['compression'];
}

export interface ConvertOptions {
  readonly signal: AbortSignal | undefined;
  /** Share of the source's data that is done, 0 to 1. */
  readonly onFraction: (fraction: number) => void;
}

/**
 * Copies everything that is allocated in the source into the target (qemu-img(1), convert). `--target-is-zero` is
 * true: what is not copied reads as zeros there. Errors are those of `run`; `explainCopyError` turns them into facts.
 */
export async function convert(conversion: Conversion, { signal, onFraction }: ConvertOptions): Promise<void> {
  const compress = conversion.compression === 'none' ? [] : ['-c'];
  const speed = ['-W', '-m', '8', '-n', '--target-is-zero', '-p'];
  const images = [
    '--image-opts',
    '--target-image-opts',
    nodeArgument(conversion.source),
    nodeArgument(conversion.target),
  ];
  await run(['qemu-img', 'convert', ...speed, ...compress, ...images], {
    signal,
    timeoutMs: 0,
    onLine: (line) => readFraction(line, onFraction),
  });
}

/** `    (12.34/100%)`, qemu's progress on standard output. */
export function readFraction(line: string, onFraction: (fraction: number) => void): void {
  const match = /\((\d+(?:\.\d+)?)\/100%\)/.exec(line);
  if (match) onFraction(Number(match[1]) / 100);
}
