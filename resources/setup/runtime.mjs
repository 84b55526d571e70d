import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, IS_ROOT, ROOT } from './paths.mjs';
import { installStandIn, STAND_IN, standInFolder } from './stand-in.mjs';
import { attempt, hashOf, note, readStamp, step, writeStamp } from './steps.mjs';

const STAMP = 'runtime.json';
const DOWNLOAD_LIMIT_MS = 180_000;
/** A machine that cannot reach the download answers that quickly, and is not asked again at every start. */
const REFUSED_STAMP = 'electron-download-refused';

/** The Electron that set-up found: `{executable, kind: 'official' | 'stand-in', version}`, or null before set-up. */
export function readRuntime() {
  const text = readStamp(STAMP);
  if (!text) return null;
  const runtime = JSON.parse(text);
  return existsSync(runtime.executable) ? runtime : null;
}

/** Makes sure that an Electron can be started; the official one where it can be fetched, else the pinned stand-in. */
export async function ensureRuntime() {
  const wanted = hashOf(electronVersion(), STAND_IN.integrity);
  const known = readRuntime();
  if (known?.wanted === wanted && sandboxReady(known.executable)) return known;
  const runtime = { wanted, ...((await official()) ?? (await standIn())) };
  makeSandboxUsable(runtime.executable);
  writeStamp(STAMP, JSON.stringify(runtime));
  return runtime;
}

function electronVersion() {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')).version;
}

async function official() {
  const version = electronVersion();
  const inModules = join(ROOT, 'node_modules/electron/dist');
  const folder = IS_ROOT ? join(cacheFolder(), `electron-${version}`) : inModules;
  const found = { executable: join(folder, 'electron'), kind: 'official', version };
  if (existsSync(found.executable)) return found;
  if (!existsSync(join(inModules, 'electron')) && !(await download(version))) return null;
  if (folder !== inModules) copyWhole(inModules, folder);
  return found;
}

async function download(version) {
  if (readStamp(REFUSED_STAMP) === version) return false;
  const argv = [process.execPath, join(ROOT, 'node_modules/electron/install.js')];
  const result = await step(`Fetch Electron ${version}`, () =>
    attempt(argv, { timeoutMs: DOWNLOAD_LIMIT_MS, asOwner: true }),
  );
  if (result.ok) return true;
  writeStamp(REFUSED_STAMP, version);
  note('The official Electron cannot be fetched from here.');
  return false;
}

// Copied beside and renamed: an interrupted copy is never taken for a runtime.
function copyWhole(from, to) {
  mkdirSync(join(to, '..'), { recursive: true });
  const partial = `${to}.partial-${process.pid}`;
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(partial, to);
}

async function standIn() {
  const folder = [standInFolder('/var/cache/vmkit'), standInFolder(cacheFolder())].find((path) =>
    existsSync(join(path, 'electron')),
  );
  const target = folder ?? standInFolder(cacheFolder());
  if (!folder)
    await step(`Fetch the stand-in runtime, Electron ${STAND_IN.electron}`, () => installStandIn(target));
  note(`Using a stand-in, Electron ${STAND_IN.electron}, for development and tests: ${target}`);
  return { executable: join(target, 'electron'), kind: 'stand-in', version: STAND_IN.electron };
}

function sandboxHelper(executable) {
  return join(executable, '../chrome-sandbox');
}

function sandboxReady(executable) {
  return !IS_ROOT || isSetuidRoot(sandboxHelper(executable));
}

function isSetuidRoot(path) {
  const { uid, mode } = statSync(path);
  return uid === 0 && (mode & 0o4755) === 0o4755;
}

// Chromium's sandbox: its helper owned by root with mode 4755, or user namespaces that ordinary users may make.
function makeSandboxUsable(executable) {
  const path = sandboxHelper(executable);
  if (isSetuidRoot(path)) return;
  if (IS_ROOT) {
    chownSync(path, 0, 0);
    chmodSync(path, 0o4755);
  } else if (!attempt(['unshare', '--user', '--map-root-user', 'true']).ok) {
    note("Chromium's sandbox needs one step by root:");
    note(`sudo chown root:root ${path} && sudo chmod 4755 ${path}`);
  }
}
