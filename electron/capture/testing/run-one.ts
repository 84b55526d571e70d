import { runCapture } from '../index.ts';
import { captureInput } from './capture-request.ts';

/** One capture in a process of its own, to be killed: `run-one.ts DIRECTORY DISK`. Prints its number, then each report. */
const [directory = '', disk = ''] = process.argv.slice(2);
process.stdout.write(`pid ${process.pid}\n`);
await runCapture(captureInput(directory, [disk]), {
  report: (report) => process.stdout.write(`${JSON.stringify(report)}\n`),
});
