import { list } from '../xdr/compose.ts';
import { int, string, uhyper, uint } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import { domain, flags, memoryStat, typedParameter } from './types.ts';

/** Processors, memory and running jobs of a machine. */
export const machineTuningProcedures = {
  domainGetMaxMemory: read(17, { dom: domain }, { memory: uhyper }),
  domainGetMaxVcpus: read(18, { dom: domain }, { num: int }),
  domainSetMaxMemory: write(30, { dom: domain, memory: uhyper }),
  domainSetMemory: write(31, { dom: domain, memory: uhyper }),
  domainSetVcpus: write(32, { dom: domain, nvcpus: uint }),
  domainMemoryStats: read(159, { dom: domain, maxStats: uint, flags }, { stats: list(memoryStat, 1024) }),
  domainGetJobInfo: read(
    163,
    { dom: domain },
    {
      type: int,
      timeElapsed: uhyper,
      timeRemaining: uhyper,
      dataTotal: uhyper,
      dataProcessed: uhyper,
      dataRemaining: uhyper,
      memTotal: uhyper,
      memProcessed: uhyper,
      memRemaining: uhyper,
      fileTotal: uhyper,
      fileProcessed: uhyper,
      fileRemaining: uhyper,
    },
  ),
  domainAbortJob: write(164, { dom: domain }),
  domainSetVcpusFlags: write(199, { dom: domain, nvcpus: uint, flags }),
  domainGetVcpusFlags: read(200, { dom: domain, flags }, { num: int }),
  domainSetMemoryFlags: write(204, { dom: domain, memory: uhyper, flags }),
  domainGetControlInfo: read(229, { dom: domain, flags }, { state: uint, details: uint, stateTime: uhyper }),
  domainGetCpuStats: read(
    262,
    { dom: domain, nparams: uint, startCpu: int, ncpus: uint, flags },
    { params: list(typedParameter, 2048), nparams: int },
  ),
  domainPmWakeup: write(267, { dom: domain, flags }),
  domainGetJobStats: read(298, { dom: domain, flags }, { type: int, params: list(typedParameter, 64) }),
  domainSetMemoryStatsPeriod: write(308, { dom: domain, period: int, flags }),
  domainSetVcpu: write(384, { dom: domain, cpumap: string, state: int, flags }),
  domainSetLifecycleAction: write(390, { dom: domain, type: uint, action: uint, flags }),
  domainAbortJobFlags: write(442, { dom: domain, flags }),
} as const;
