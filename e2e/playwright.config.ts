import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const results = process.env['VMKIT_RESULTS'] ?? join(import.meta.dirname, '../test-results');

/**
 * Runs inside the private test host, as its ordinary user, with a display: `npm run window`. One worker, because
 * they share the host's libvirtd and its clipboard.
 */
export default defineConfig({
  outputDir: join(results, 'window'),
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: join(results, 'window.json') }]],
  projects: [
    { name: 'window', testDir: 'window', testMatch: '**/*.spec.ts' },
    { name: 'screenshots', testDir: 'screenshots', testMatch: '**/*.shot.ts' },
  ],
});
