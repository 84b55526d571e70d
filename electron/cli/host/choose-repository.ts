import { VmkitError } from '../../../shared/errors.ts';
import type { Context } from '../context.ts';
import { usageError } from '../usage-error.ts';

/**
 * The repository named, else the one in the settings, else the only active one with a directory.
 * @throws VmkitError `repository.not-found` where there is none, `input.invalid` where there are several.
 */
export async function chooseRepository(context: Context, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const settings = await context.call('settings.get', {});
  if (settings.repository !== null) return settings.repository;
  const all = await context.call('storage.list', {});
  const usable = all.filter((one) => one.state === 'active' && one.path !== null);
  const [only] = usable;
  if (!only) {
    throw new VmkitError(
      'repository.not-found',
      'There is no active storage repository to put the capture in.',
      {
        hint: 'Make one: `vmkit storage create-repo captures /srv/captures`.',
      },
    );
  }
  if (usable.length === 1) return only.name;
  throw usageError(`Say with --repo where to: ${usable.map((one) => one.name).join(', ')}.`);
}
