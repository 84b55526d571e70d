import type { UsersInfo } from '../../shared/model/host.ts';
import { readSystemFile } from './system-file.ts';

/** Local users and groups. Passwords are never read: /etc/shadow is not opened. */
export async function readUsers(): Promise<UsersInfo> {
  return {
    users: parsePasswd((await readSystemFile('/etc/passwd')) ?? ''),
    groups: parseGroups((await readSystemFile('/etc/group')) ?? ''),
  };
}

/** passwd(5). The second field is left out: on old systems it held the password's hash. */
export function parsePasswd(table: string): UsersInfo['users'] {
  return table.split('\n').flatMap((line) => {
    const [name, , uid, gid, comment, home, shell] = line.split(':');
    // `+` and `-` lines include network users (NIS) and are no users themselves.
    if (!name || /^[+-]/.test(name) || !isId(uid) || !isId(gid)) return [];
    return [
      {
        name,
        uid: Number(uid),
        gid: Number(gid),
        comment: comment ?? '',
        home: home ?? '',
        shell: shell ?? '',
      },
    ];
  });
}

/** group(5). */
export function parseGroups(table: string): UsersInfo['groups'] {
  return table.split('\n').flatMap((line) => {
    const [name, , gid, members] = line.split(':');
    if (!name || /^[+-]/.test(name) || !isId(gid)) return [];
    return [{ name, gid: Number(gid), members: (members ?? '').split(',').filter(Boolean) }];
  });
}

function isId(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}
