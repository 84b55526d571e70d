export { findUses, type Use } from './disks/find-uses.ts';
export { readDisks } from './disks/read-disks.ts';
export { captureHost, readInventory } from './inventory.ts';
export { createInspector, type Inspector, type SectionRequest } from './inspector.ts';
export { readSection } from './read-section.ts';
