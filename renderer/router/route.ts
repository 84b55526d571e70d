export const PAGES = [
  'overview',
  'virtualize',
  'machines',
  'storage',
  'networks',
  'jobs',
  'settings',
  'doctor',
] as const;
export type PageName = (typeof PAGES)[number];

/** Where the window is: a page and the decoded parts after it, as in `#/machines/web%20one/console`. */
export interface Route {
  readonly page: PageName;
  readonly rest: readonly string[];
}

function isPage(name: string | undefined): name is PageName {
  return PAGES.some((page) => page === name);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Reads a location hash; anything unknown is the overview. */
export function parseRoute(hash: string): Route {
  const [page, ...rest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(decoded);
  return isPage(page) ? { page, rest } : { page: 'overview', rest: [] };
}

/** The link to a page, such as `#/jobs/ID`. */
export function linkTo(page: PageName, ...rest: readonly string[]): string {
  return `#/${[page, ...rest.map(encodeURIComponent)].join('/')}`;
}

/** Goes to a link, with or without `#`. */
export function navigate(to: string): void {
  window.location.hash = to.replace(/^#/, '');
}
