import { create } from 'zustand';
import type { VmkitError } from '../../shared/errors.ts';
import type { HostSection, HostSectionName } from '../../shared/model/host.ts';
import { call } from '../api/call.ts';
import { asVmkitError } from '../api/client.ts';

/** One section of the host as the window knows it. */
export interface SectionState {
  readonly section: HostSection | null;
  /** The call itself failed; a section that could not be read says so in `section`. */
  readonly error: VmkitError | null;
  readonly loading: boolean;
}

interface HostState {
  readonly sections: Readonly<Partial<Record<HostSectionName, SectionState>>>;
  readonly load: (name: HostSectionName, refresh: boolean) => Promise<void>;
}

/** Sections that tell more once administrator rights were given. */
export const PRIVILEGED_SECTIONS = [
  'firmware',
  'disks',
  'networkFiles',
] as const satisfies readonly HostSectionName[];

export const EMPTY_SECTION: SectionState = { section: null, error: null, loading: false };

export const useHost = create<HostState>((set, get) => {
  const update = (name: HostSectionName, change: Partial<SectionState>): void =>
    set(({ sections }) => ({
      sections: { ...sections, [name]: { ...EMPTY_SECTION, ...sections[name], ...change } },
    }));
  return {
    sections: {},
    load: async (name, refresh) => {
      if (get().sections[name]?.loading) return;
      update(name, { loading: true });
      await call('host.section', { name, refresh }).then(
        (section) => update(name, { section, error: null, loading: false }),
        (error: unknown) => update(name, { error: asVmkitError(error), loading: false }),
      );
    },
  };
});
