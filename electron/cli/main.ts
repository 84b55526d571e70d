import { setMaxListeners } from 'node:events';
import { VERSION } from '../app/version.ts';
import { EXIT } from './exit-codes.ts';
import { processIo } from './process-io.ts';
import { runCommandLine, type OpenServices } from './run-command-line.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal cancels and cleans up; the second leaves at once (the helper still cleans up as its input closes). */
function stopOnSignals(): AbortSignal {
  const controller = new AbortController();
  // Every call that is under way listens to it: seventeen at once for `host info`.
  setMaxListeners(0, controller.signal);
  for (const name of STOP_SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.cancelled);
      controller.abort();
    });
  }
  return controller.signal;
}

// Loaded when a command needs it, so that `--help` does not wait for libvirt's client.
const open: OpenServices = async (options) => {
  const { createServices } = await import('../app/create-services.ts');
  return createServices(options);
};

const io = processIo(stopOnSignals());
process.exit(await runCommandLine(process.argv.slice(2), io, open, VERSION));
