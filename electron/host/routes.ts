import { z } from 'zod';
import type { RouteInfo } from '../../shared/model/host.ts';
import { run } from '../system/run.ts';
import type { SectionOptions } from './section-options.ts';

const hop = z.object({ dev: z.string().optional(), gateway: z.string().optional() });
const routes = z.array(
  hop.extend({
    dst: z.string(),
    prefsrc: z.string().optional(),
    metric: z.number().optional(),
    via: z.object({ host: z.string() }).optional(),
    nexthops: z.array(hop).optional(),
  }),
);

/** Routes of the main table, IPv4 first. */
export async function readRoutes({ signal }: SectionOptions = {}): Promise<RouteInfo[]> {
  const [four, six] = await Promise.all([
    run(['ip', '-j', '-4', 'route'], { signal }),
    run(['ip', '-j', '-6', 'route'], { signal }),
  ]);
  return [...parseRoutes(four.stdout, '0.0.0.0/0'), ...parseRoutes(six.stdout, '::/0')];
}

/**
 * What `ip -j route` prints. A route over several hops becomes one a hop; routes that lead nowhere (blackhole) are
 * left out.
 * @param everywhere The prefix that `default` stands for.
 */
export function parseRoutes(json: string, everywhere: string): RouteInfo[] {
  return routes.parse(JSON.parse(json.trim() || '[]')).flatMap((route) =>
    (route.nexthops ?? [route]).flatMap((way) =>
      way.dev === undefined
        ? []
        : [
            {
              destination: route.dst === 'default' ? everywhere : route.dst,
              gateway: way.gateway ?? route.via?.host ?? null,
              interface: way.dev,
              source: route.prefsrc ?? null,
              metric: route.metric ?? null,
            },
          ],
    ),
  );
}
