#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup/paths.mjs';

/**
 * Run it after `npm install` has changed package-lock.json: `node resources/complete-lock.mjs`.
 *
 * Where the registry at hand is a mirror without the binaries of foreign platforms, npm drops those optional packages
 * from the lock, and `npm ci` then refuses the lock as incomplete. This writes them in again; they are never fetched
 * on a platform that is not theirs.
 */
const path = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));

for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!isLocked(parent, name)) lock.packages[`node_modules/${name}`] = foreign(name, version, entry);
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);

function isLocked(parent, name) {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at.includes('/node_modules/') && at === '') return false;
  }
}

// `@scope/binding-linux-arm64-musl`: such packages are named after the platform they are for.
function foreign(name, version, { dev }) {
  const match =
    /(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-(gnu|musl|msvc|\w*eabi\w*))?$/.exec(
      name,
    );
  if (!match) throw new Error(`${name} is missing in the registry, and its name tells no platform.`);
  const [, os, cpu, abi] = match;
  const libc = { gnu: 'glibc', musl: 'musl' }[abi];
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc: [libc] } : {}),
    license: 'MIT',
    optional: true,
    os: [os],
  };
}
