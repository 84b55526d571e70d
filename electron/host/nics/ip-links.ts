import { z } from 'zod';
import { run } from '../../system/run.ts';
import type { SectionOptions } from '../section-options.ts';

const links = z.array(
  // `ip` prints an empty object for an interface that vanished while it listed them.
  z.object({
    ifname: z.string().optional(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
    permaddr: z.string().optional(),
    addr_info: z
      .array(z.object({ local: z.string().optional(), prefixlen: z.number().optional() }))
      .optional(),
  }),
);

/** What the kernel tells by netlink only: the kind of a virtual interface, and all its addresses with their prefix. */
export interface IpLink {
  readonly kind: string | null;
  readonly permanentMac: string | null;
  readonly addresses: readonly string[];
}

/** By interface name. */
export async function readIpLinks({ signal }: SectionOptions = {}): Promise<Map<string, IpLink>> {
  return parseIpLinks((await run(['ip', '-j', '-d', 'addr'], { signal })).stdout);
}

/** @param json What `ip -j -d addr` prints. */
export function parseIpLinks(json: string): Map<string, IpLink> {
  const byName = new Map<string, IpLink>();
  for (const link of links.parse(JSON.parse(json.trim() || '[]'))) {
    if (link.ifname === undefined) continue;
    byName.set(link.ifname, {
      kind: link.linkinfo?.info_kind ?? null,
      permanentMac: link.permaddr ?? null,
      addresses: (link.addr_info ?? []).flatMap(({ local, prefixlen }) =>
        local === undefined || prefixlen === undefined ? [] : [`${local}/${prefixlen}`],
      ),
    });
  }
  return byName;
}
