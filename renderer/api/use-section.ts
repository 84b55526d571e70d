import { useCallback, useEffect } from 'react';
import type { VmkitError } from '../../shared/errors.ts';
import { fromEnvelope } from '../../shared/errors.ts';
import type { HostSection, HostSectionName, HostSectionValue } from '../../shared/model/host.ts';
import { EMPTY_SECTION, useHost } from '../stores/host.ts';

export interface Section<N extends HostSectionName> {
  readonly value: HostSectionValue<N> | null;
  readonly error: VmkitError | null;
  readonly takenAt: string | null;
  readonly loading: boolean;
  readonly refresh: () => void;
}

function isNamed<N extends HostSectionName>(
  section: HostSection | null,
  name: N,
): section is Extract<HostSection, { readonly name: N }> {
  return section?.name === name;
}

/** One section of this host: read on first use, kept with its age, read again on `refresh`. */
export function useSection<N extends HostSectionName>(name: N): Section<N> {
  const state = useHost((host) => host.sections[name]) ?? EMPTY_SECTION;
  const load = useHost((host) => host.load);
  const untouched = state.section === null && state.error === null && !state.loading;
  useEffect(() => {
    if (untouched) void load(name, false);
  }, [untouched, load, name]);
  const refresh = useCallback(() => void load(name, true), [load, name]);
  const section = isNamed(state.section, name) ? state.section : null;
  const failed = section?.ok === false ? fromEnvelope(section.error) : null;
  return {
    // `name` and `value` belong together by the contract; the compiler loses that for an open N.
    value: section?.ok ? (section.value as HostSectionValue<N>) : null,
    error: state.error ?? failed,
    takenAt: section?.takenAt ?? null,
    loading: state.loading,
    refresh,
  };
}
