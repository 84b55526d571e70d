import { GUARD_ARGUMENT, serveGuard } from '../capture/live/guard/serve-guard.ts';
import { serveHelper } from './server.ts';
import { callerUid } from './caller.ts';
import { operations } from './operations/index.ts';

// The root side. Nobody types this; the application starts it, through pkexec where it is not root itself.
process.umask(0o077);
process.chdir('/');
// The helper starts itself once more as the guard of a live capture.
if (process.argv.includes(GUARD_ARGUMENT)) await serveGuard();
else {
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  await serveHelper({ input: process.stdin, output: process.stdout, operations, callerUid: callerUid() });
}
process.exit(0);
