import { z } from 'zod';

/** Networks: libvirt networks. */
export const network = z.object({
  uuid: z.string(),
  name: z.string(),
  active: z.boolean(),
  persistent: z.boolean(),
  autostart: z.boolean(),
  /** `nat`, `route`, `open`, `bridge`, or `isolated` where libvirt has no forward element. */
  mode: z.string(),
  bridge: z.string().nullable(),
  /** CIDR of each address, such as `192.168.122.1/24`. */
  addresses: z.array(z.string()),
  dhcp: z.boolean(),
});
export type Network = z.infer<typeof network>;
