import type { CaptureManifest, CapturePlan, CaptureSummary } from '../../../shared/model/capture.ts';
import type { DiskInfo } from '../../../shared/model/host.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { MachineDetail } from '../../../shared/model/machine.ts';
import type { Repository } from '../../../shared/model/storage.ts';

const GIB = 1024 ** 3;

export function disk(path: string, change: Partial<DiskInfo> = {}): DiskInfo {
  return {
    path,
    name: path.slice(5),
    model: 'Test disk',
    serial: 'S1',
    identity: 'serial:S1',
    sizeBytes: 20 * GIB,
    logicalSectorBytes: 512,
    rotational: false,
    removable: false,
    readOnly: false,
    transport: 'sata',
    partitionTable: { type: 'gpt', uuid: null },
    filesystem: null,
    children: [],
    inUse: [],
    needsRoot: [],
    ...change,
  };
}

export function repository(name: string, change: Partial<Repository> = {}): Repository {
  return {
    uuid: `uuid-${name}`,
    name,
    type: 'dir',
    state: 'active',
    path: `/srv/${name}`,
    capacityBytes: 100 * GIB,
    allocationBytes: 10 * GIB,
    availableBytes: 90 * GIB,
    persistent: true,
    autostart: true,
    ...change,
  };
}

export function job(change: Partial<Job> = {}): Job {
  return {
    id: 'job-1',
    kind: 'capture',
    title: 'Capture web',
    state: 'running',
    createdAt: '2026-03-01T12:00:00.000Z',
    finishedAt: null,
    fraction: 0,
    phases: [{ id: 'copy', title: 'Copying disk 1', weight: 1, state: 'running' }],
    progress: null,
    log: [],
    steps: [],
    commands: null,
    result: null,
    error: null,
    undone: [],
    resumable: false,
    pid: 1,
    ...change,
  };
}

export function capturePlan(change: Partial<CapturePlan> = {}): CapturePlan {
  return {
    request: {
      name: 'web',
      disks: ['/dev/sdb'],
      exclude: [],
      repository: 'captures',
      consistency: 'auto',
      freezeBudgetMs: 1000,
      compression: 'zstd',
      verify: true,
      resume: false,
    },
    disks: [],
    usedBytes: 4 * GIB,
    estimatedBytes: 2 * GIB,
    estimatedSeconds: 60,
    target: { repository: 'captures', directory: '/srv/captures', freeBytes: 90 * GIB },
    steps: [
      {
        id: 'copy',
        title: 'Copy disk 1',
        detail: null,
        bytes: 4 * GIB,
        seconds: 60,
        undo: 'removing the folder',
      },
    ],
    refusals: [],
    warnings: ['The images hold everything on the disks, password hashes and keys too.'],
    commands: { vmkit: 'vmkit host capture web --disk /dev/sdb --repo captures', virsh: [] },
    ...change,
  };
}

export function manifest(): CaptureManifest {
  return {
    version: 1,
    id: 'c1',
    name: 'web',
    startedAt: '2026-03-01T12:00:00.000Z',
    finishedAt: '2026-03-01T12:01:00.000Z',
    state: 'complete',
    consistency: 'auto',
    host: {
      hostname: 'host',
      os: 'Debian 12',
      architecture: 'x86_64',
      firmware: 'bios',
      secureBoot: null,
      threads: 4,
      memoryBytes: 8 * GIB,
      nics: [
        { name: 'eno1', mac: '52:54:00:00:00:01' },
        { name: 'eno2', mac: '52:54:00:00:00:02' },
      ],
    },
    disks: [],
    tookMs: 60_000,
  };
}

export function captureSummary(change: Partial<CaptureSummary> = {}): CaptureSummary {
  return {
    name: 'web',
    repository: 'captures',
    directory: '/srv/captures/web',
    state: 'complete',
    startedAt: '2026-03-01T12:00:00.000Z',
    finishedAt: '2026-03-01T12:01:00.000Z',
    hostname: 'host',
    disks: 1,
    virtualBytes: 20 * GIB,
    fileBytes: 2 * GIB,
    ...change,
  };
}

export function machine(change: Partial<MachineDetail> = {}): MachineDetail {
  return {
    uuid: 'm1',
    name: 'web',
    state: 'off',
    cpus: 3,
    memoryBytes: 6 * GIB,
    persistent: true,
    autostart: false,
    title: null,
    firmware: 'bios',
    machineType: 'q35',
    domainType: 'qemu',
    disks: [],
    nics: [],
    vnc: null,
    serial: true,
    xml: '<domain/>',
    ...change,
  };
}
