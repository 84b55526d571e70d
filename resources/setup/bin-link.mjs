import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** `npx vmkit` in the checkout: npm links the programs of dependencies, not always those of the package itself. */
export function ensureBinLink() {
  const link = join(ROOT, 'node_modules/.bin/vmkit');
  if (!existsSync(link)) symlinkSync('../../resources/vmkit.mjs', link);
}
