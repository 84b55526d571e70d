/** Where a NIC is put so that the guest's udev gives it the name that it had on the host. */
export interface NicPlace {
  /** Root port, and with it the PCI bus; undefined: any. */
  readonly bus?: number;
  /** Index that the firmware's tables give it. */
  readonly acpiIndex?: number;
  /** False where placement alone cannot keep the name. */
  readonly kept: boolean;
}

/** Root ports 1 to 24 fill slots 2 to 4 of the root complex; higher buses would not be worth that many ports. */
const BUS_MAX = 24;
/** Largest index that udev takes for onboard devices (systemd.net-naming-scheme(7)). */
const INDEX_MAX = 16383;

/**
 * Places NICs by their names on the host (systemd.net-naming-scheme(7)): `eno3` is the onboard device with ACPI index
 * 3, `enp2s0` the one in slot 0 of PCI bus 2. Each place is used once. Other names need a change inside the guest.
 */
export function placeNics(names: readonly (string | null | undefined)[]): readonly NicPlace[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const place = placeOf(name ?? '');
    const key = `${place.bus ?? ''}/${place.acpiIndex ?? ''}`;
    if (!place.kept || taken.has(key)) return { kept: false };
    taken.add(key);
    return place;
  });
}

function placeOf(name: string): NicPlace {
  const [, index, bus] = /^(?:eno(\d{1,5})|enp(\d{1,3})s0)$/.exec(name) ?? [];
  const acpiIndex = Number(index ?? 0);
  if (acpiIndex >= 1 && acpiIndex <= INDEX_MAX) return { acpiIndex, kept: true };
  const port = Number(bus ?? 0);
  return port >= 1 && port <= BUS_MAX ? { bus: port, kept: true } : { kept: false };
}
