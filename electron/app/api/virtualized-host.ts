import { randomUUID } from 'node:crypto';
import type {
  MachineDetail,
  MachineSummary,
  VirtualizePlan,
  VirtualizeRequestInput,
} from '../../../shared/model/machine.ts';
import type { Services } from '../create-services.ts';
import type { HostCapture } from './host-capture.ts';
import { runJob } from './run-job.ts';
import type { JobOptions } from './run-job.ts';

/** A machine made of this host, or of an earlier capture of it. */
export class VirtualizedHost {
  private constructor(
    private readonly services: Services,
    readonly name: string,
  ) {}

  /** What making the machine would do. Changes nothing. */
  static plan(host: HostCapture, request: VirtualizeRequestInput): Promise<VirtualizePlan> {
    return host.services.call('virtualize.plan', request);
  }

  /**
   * Captures (unless an existing capture is named), defines the machine and, on request, starts it.
   * @throws VmkitError those of `HostCapture.capture`, `machine.exists`, `network.not-found`
   */
  static async create(
    host: HostCapture,
    request: VirtualizeRequestInput,
    follow: JobOptions = {},
  ): Promise<VirtualizedHost> {
    await runJob(host.services, () => host.services.call('virtualize.start', request), follow);
    return new VirtualizedHost(host.services, request.name);
  }

  show(): Promise<MachineDetail> {
    return this.services.call('machines.show', { name: this.name });
  }

  start(): Promise<MachineSummary> {
    return this.services.call('machines.start', { name: this.name });
  }

  /** Asks the guest to shut down. */
  shutdown(): Promise<MachineSummary> {
    return this.services.call('machines.shutdown', { name: this.name });
  }

  /** Pulls the plug. */
  stop(): Promise<MachineSummary> {
    return this.services.call('machines.stop', { name: this.name });
  }

  /**
   * Reads the serial console until a line matches, and returns what was read so far.
   * @throws VmkitError `cancelled` where the signal aborts first, `machine.state` where it is off
   */
  async waitForConsole(pattern: RegExp, options: { readonly signal?: AbortSignal } = {}): Promise<string> {
    const found = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, found.signal]) : found.signal;
    let text = '';
    const onProgress = ({ base64 }: { readonly base64: string }): void => {
      text += Buffer.from(base64, 'base64').toString('utf8');
      if (pattern.test(text)) found.abort();
    };
    try {
      await this.services.call(
        'machines.console',
        { name: this.name, id: randomUUID() },
        { signal, onProgress },
      );
    } catch (error) {
      if (!found.signal.aborted) throw error;
    }
    return text;
  }
}
