import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** What the stand-in runtime, the official one and plain Node 20 all understand: one build runs on each. */
const NODE = 'node20.18';
const CHROMIUM = 'chrome130';

/**
 * The bundles carry everything but Electron itself and Node's own modules, so a copy of `out/` runs anywhere. The
 * root helper is a build of its own (helper.vite.config.ts): one file.
 */
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          main: at('electron/main.ts'),
          cli: at('electron/cli/main.ts'),
          api: at('electron/api.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: NODE,
      externalizeDeps: false,
      // A sandboxed preload is CommonJS and may only require `electron`.
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      target: CHROMIUM,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
