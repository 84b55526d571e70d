import type {
  CaptureManifest,
  CapturePlan,
  CaptureRequestInput,
  CaptureSummary,
} from '../../../shared/model/capture.ts';
import type { HostSection, HostSectionName } from '../../../shared/model/host.ts';
import { createServices } from '../create-services.ts';
import type { Services } from '../create-services.ts';
import { runJob } from './run-job.ts';
import type { JobOptions } from './run-job.ts';

/** What to capture; see `CaptureRequestInput` for each field. */
export type CaptureOptions = CaptureRequestInput;

/** Inspects the computer it runs on and captures its disks to qcow2 images in a storage repository. */
export class HostCapture {
  private constructor(readonly services: Services) {}

  /** Opens on this computer. `uri` names the libvirt to use; by default the system's. */
  static async open(options: { readonly uri?: string } = {}): Promise<HostCapture> {
    return new HostCapture(await createServices({ uri: options.uri, interactive: true }));
  }

  /** One section of the host's inventory, with its value or its error. `refresh` reads it anew. */
  inspect(name: HostSectionName, options: { readonly refresh?: boolean } = {}): Promise<HostSection> {
    return this.services.call('host.section', { name, ...options });
  }

  /** What a capture would do, cost, and be refused for. Changes nothing. */
  plan(options: CaptureOptions): Promise<CapturePlan> {
    return this.services.call('capture.plan', options);
  }

  /**
   * Captures, verifies and returns the manifest.
   * @throws VmkitError `disk.in-use`, `disk.not-found`, `capture.exists`, `space.insufficient`, `cancelled`, …
   */
  async capture(options: CaptureOptions, follow: JobOptions = {}): Promise<CaptureManifest> {
    await runJob(this.services, () => this.services.call('capture.start', options), follow);
    return this.show(options.repository, options.name);
  }

  /** Captures of one repository, or of all. Interrupted ones are listed as such. */
  list(repository?: string): Promise<readonly CaptureSummary[]> {
    return this.services.call('capture.list', repository === undefined ? {} : { repository });
  }

  /** @throws VmkitError `capture.not-found`, `capture.incomplete` */
  show(repository: string, name: string): Promise<CaptureManifest> {
    return this.services.call('capture.show', { repository, name });
  }

  /** @throws VmkitError `capture.not-found`, `capture.in-use`, `capture.locked` */
  async delete(repository: string, name: string): Promise<void> {
    await this.services.call('capture.delete', { repository, name });
  }

  /** Ends what runs, cleans up, and closes the connections. */
  close(): Promise<void> {
    return this.services.close();
  }
}
