import type { Libvirt } from '../libvirt/index.ts';

/** What changed, and which one; null: everything may have, since the connection was lost meanwhile. */
export interface LibvirtChange {
  readonly kind: 'machines' | 'storage' | 'networks';
  readonly uuid: string | null;
}

const KINDS = { domain: 'machines', storagePool: 'storage', network: 'networks' } as const;

/** Tells of every change that libvirt announces, whoever made it, until the returned function is called. */
export function watchLibvirt(libvirt: Libvirt, listener: (change: LibvirtChange) => void): () => void {
  const stops = [
    libvirt.on('domain', ({ uuid }) => listener({ kind: KINDS.domain, uuid })),
    libvirt.on('storagePool', ({ uuid }) => listener({ kind: KINDS.storagePool, uuid })),
    libvirt.on('network', ({ uuid }) => listener({ kind: KINDS.network, uuid })),
    libvirt.on('reset', () => {
      for (const kind of Object.values(KINDS)) listener({ kind, uuid: null });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
