import { z } from 'zod';

// The page forbids eval. Without this zod tries it once and leaves a violation in the log; it asks as soon as the
// first schema is made, so this module is imported before every other.
z.config({ jitless: true });
