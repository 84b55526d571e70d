import { list } from '../xdr/compose.ts';
import { chars, int, uhyper } from '../xdr/primitives.ts';
import { read } from './procedure.ts';
import { flags, nodeStat } from './types.ts';

/** The computer that libvirt runs on. */
export const hostProcedures = {
  nodeGetInfo: read(
    6,
    {},
    {
      model: chars(32),
      memory: uhyper,
      cpus: int,
      mhz: int,
      nodes: int,
      sockets: int,
      cores: int,
      threads: int,
    },
  ),
  nodeGetFreeMemory: read(102, {}, { freeMem: uhyper }),
  nodeGetCpuStats: read(
    227,
    { cpuNum: int, nparams: int, flags },
    { params: list(nodeStat, 16), nparams: int },
  ),
  nodeGetMemoryStats: read(
    228,
    { nparams: int, cellNum: int, flags },
    { params: list(nodeStat, 16), nparams: int },
  ),
} as const;
