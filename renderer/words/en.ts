import { common } from './en/common.ts';
import { jobs } from './en/jobs.ts';
import { machines } from './en/machines.ts';
import { overview } from './en/overview.ts';
import { settings } from './en/settings.ts';
import { storage } from './en/storage.ts';
import { virtualize } from './en/virtualize.ts';

/** Every word of the window. Plurals by i18next's endings: `_one`, `_other`. */
export const en = { ...common, ...overview, ...virtualize, ...machines, ...storage, ...jobs, ...settings };
