import { chmodSync, copyFileSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { IS_ROOT, ROOT } from './paths.mjs';
import { SetupError } from './steps.mjs';

/** The polkit policy names this very path. */
const FOLDER = '/usr/libexec/vmkit';
const POLICY = 'org.vmkit.helper.policy';

/**
 * Installs the root helper and its polkit policy. `prefix` stands before the target paths, for a private tree.
 * Only root can: what root will run must not be writable by anybody else.
 */
export function installHelper(prefix = '') {
  if (!IS_ROOT)
    throw new SetupError('Only root can install the helper: sudo npm run setup -- --install-helper');
  const folder = join('/', prefix, FOLDER);
  const actions = join('/', prefix, '/usr/share/polkit-1/actions');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  mkdirSync(actions, { recursive: true, mode: 0o755 });
  place(join(ROOT, 'out/main/helper.js'), join(folder, 'helper.mjs'), 0o644);
  writeLauncher(folder);
  place(join(ROOT, 'resources', POLICY), join(actions, POLICY), 0o644);
}

function writeLauncher(folder) {
  let node = process.execPath;
  if (!onlyRootWrites(node)) {
    place(node, join(folder, 'node'), 0o755);
    node = join(FOLDER, 'node');
  }
  const partial = join(folder, 'helper.new');
  writeFileSync(partial, `#!/bin/sh\nexec '${node}' ${FOLDER}/helper.mjs\n`);
  chmodSync(partial, 0o755);
  renameSync(partial, join(folder, 'helper'));
}

// A Node in somebody's home folder is theirs to change; root gets a copy of its own.
function onlyRootWrites(path) {
  for (let at = path; at !== parse(at).root; at = dirname(at)) {
    const { uid, mode } = statSync(at);
    if (uid !== 0 || (mode & 0o022) !== 0) return false;
  }
  return true;
}

function place(from, to, mode) {
  copyFileSync(from, `${to}.new`);
  chmodSync(`${to}.new`, mode);
  renameSync(`${to}.new`, to);
}
