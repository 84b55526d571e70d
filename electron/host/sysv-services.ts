import type { ServiceInfo } from '../../shared/model/host.ts';
import { listSystemFolder, readSystemFile } from './system-file.ts';

/**
 * Scripts of /etc/init.d. Whether one runs is `unknown`: only running the script would tell, and a script may do
 * anything. Enabled: started in a multi-user runlevel (LSB: links S?? in /etc/rc2.d to rc5.d, or rcS.d).
 * @param etc Folder of the configuration, another one in tests.
 */
export async function readSysvServices(etc = '/etc'): Promise<ServiceInfo[]> {
  const started = new Set<string>();
  for (const runlevel of ['S', '2', '3', '4', '5']) {
    for (const link of await listSystemFolder(`${etc}/rc${runlevel}.d`)) {
      const name = /^S\d\d(.+)$/.exec(link)?.[1];
      if (name !== undefined) started.add(name);
    }
  }
  const scripts = (await listSystemFolder(`${etc}/init.d`)).filter(
    (name) => !/^(README|rcS?|skeleton|functions)$/.test(name),
  );
  return Promise.all(
    scripts.map(async (name) => ({
      name,
      description: describe((await readSystemFile(`${etc}/init.d/${name}`)) ?? ''),
      active: 'unknown',
      enabled: started.has(name) ? 'enabled' : 'disabled',
    })),
  );
}

function describe(script: string): string | null {
  return /^#\s*Short-Description:\s*(.+)$/m.exec(script)?.[1]?.trim() ?? null;
}
