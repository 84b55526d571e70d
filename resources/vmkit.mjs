#!/usr/bin/env node
import { existsSync } from 'node:fs';

const cli = new URL('../out/main/cli.js', import.meta.url);

if (existsSync(cli)) {
  await import(cli.href);
} else {
  process.stderr.write(
    'vmkit is not built yet. Run `npm run setup` (or `npm start`) once in the checkout.\n',
  );
  process.exitCode = 1;
}
