import { serveGuard } from './serve-guard.ts';

// The guard as a program of its own, for where the sources run. The built helper starts itself again instead.
await serveGuard();
process.exit(0);
