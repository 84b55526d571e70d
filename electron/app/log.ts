import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Logger } from 'pino';

/** The application's log, JSON lines in the state folder, readable by the user only. It never holds secrets. */
export function createLog(stateFolder: string): Logger {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const destination = pino.destination({ dest: join(stateFolder, 'vmkit.log'), mode: 0o600, sync: true });
  return pino({ base: { pid: process.pid }, redact: ['password', 'secret', 'passphrase'] }, destination);
}
