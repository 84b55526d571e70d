import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, ROOT } from '../setup/paths.mjs';
import { attempt, hashOf, readStamp } from '../setup/steps.mjs';

/** The folder to load the application from: the checkout, or a copy of what was built where `user` cannot read that. */
export function readableApplication(user) {
  const probe = [
    'setpriv',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--init-groups',
    '--',
    'test',
    '-r',
  ];
  return attempt([...probe, join(ROOT, 'out/main/main.js')]).ok ? ROOT : copied();
}

function copied() {
  const folder = join(cacheFolder(), `app-${hashOf(readStamp('build')).slice(0, 8)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o755 });
  for (const name of readdirSync(cacheFolder())) {
    if (name.startsWith('app-')) rmSync(join(cacheFolder(), name), { recursive: true });
  }
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { mode: 0o755 });
  for (const name of ['out', 'package.json'])
    cpSync(join(ROOT, name), join(partial, name), { recursive: true });
  renameSync(partial, folder);
  return folder;
}
