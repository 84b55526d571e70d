import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The root helper in one file, because it is copied to /usr/libexec on its own. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20.18',
    outDir: resolve(import.meta.dirname, 'out/main'),
    emptyOutDir: false,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { helper: resolve(import.meta.dirname, 'electron/helper/main.ts') },
      external: [/^node:/, ...builtinModules],
      output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
    },
  },
});
