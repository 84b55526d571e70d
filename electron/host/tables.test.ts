import { describe, expect, it } from 'vitest';
import { parseLscpu } from './cpu.ts';
import { parseResolvConf } from './dns.ts';
import { run } from '../system/run.ts';
import { readMemory } from './memory.ts';
import { parseModules } from './modules.ts';
import { parseOsRelease } from './os.ts';
import { parsePackages } from './packages.ts';
import { parseRoutes } from './routes.ts';
import { parseSystemdServices } from './services.ts';
import { parseGroups, parsePasswd } from './users.ts';

describe('what programs and the kernel print', () => {
  it('lscpu, nested as in newer versions', () => {
    const json = JSON.stringify({
      lscpu: [
        { field: 'Architecture:', data: 'x86_64' },
        { field: 'CPU(s):', data: '16' },
        {
          field: 'Vendor ID:',
          data: 'GenuineIntel',
          children: [
            {
              field: 'Model name:',
              data: 'Xeon',
              children: [
                { field: 'Core(s) per socket:', data: '4' },
                { field: 'Socket(s):', data: '2' },
                { field: 'Flags:', data: 'fpu vmx' },
              ],
            },
          ],
        },
      ],
    });
    expect(parseLscpu(json)).toEqual({
      model: 'Xeon', vendor: 'GenuineIntel', architecture: 'x86_64', sockets: 2, cores: 8, threads: 16,
      virtualization: 'vmx', hypervisor: null, flags: ['fpu', 'vmx'],
    }); // prettier-ignore
  });

  it('reads memory as free(1) shows it', async () => {
    const { stdout } = await run(['free', '--bytes']);
    const total = Number(/^Mem:\s+(\d+)/m.exec(stdout)?.[1]);
    const memory = await readMemory();
    expect(memory.totalBytes).toBe(total);
    expect(memory.availableBytes).toBeGreaterThan(0);
    expect(memory.availableBytes).toBeLessThanOrEqual(total);
  });

  it('os-release with quotes', () => {
    const fields = parseOsRelease('ID=debian\nPRETTY_NAME="A \\"B\\" C"\nVERSION_ID=\'12\'\n# NO=1\n');
    expect([...fields]).toEqual([['ID', 'debian'], ['PRETTY_NAME', 'A "B" C'], ['VERSION_ID', '12']]); // prettier-ignore
  });

  it('packages of dpkg and rpm, without what was removed and without keys', () => {
    expect(parsePackages('b\t1:2-3\tamd64\tinstalled\na\t1\tall\tconfig-files\n', 'dpkg')).toEqual([
      { name: 'b', version: '1:2-3', architecture: 'amd64', manager: 'dpkg' },
    ]);
    expect(
      parsePackages('bash\t0:5.2-1\tx86_64\tinstalled\ngpg-pubkey\t0:1-2\t(none)\tinstalled\n', 'rpm'),
    ).toEqual([{ name: 'bash', version: '5.2-1', architecture: 'x86_64', manager: 'rpm' }]);
  });

  it('services of systemd, instances of templates included', () => {
    const units =
      '[{"unit":"ssh.service","load":"loaded","active":"active","sub":"running","description":"SSH"},{"unit":"getty@tty1.service","active":"inactive","description":"Getty"}]';
    const files =
      '[{"unit_file":"ssh.service","state":"enabled"},{"unit_file":"getty@.service","state":"static"}]';
    expect(parseSystemdServices(units, files)).toEqual([
      { name: 'getty@tty1', description: 'Getty', active: 'inactive', enabled: 'static' },
      { name: 'ssh', description: 'SSH', active: 'active', enabled: 'enabled' },
    ]);
  });

  it('modules', () => {
    expect(
      parseModules(
        'ext4 1000 1 - Live 0x0\ncrc16 16 2 ext4,btrfs, Live 0x0\nforced 1 1 [permanent], Live 0x0',
      ),
    ).toEqual([
      { name: 'crc16', sizeBytes: 16, usedBy: ['ext4', 'btrfs'] },
      { name: 'ext4', sizeBytes: 1000, usedBy: [] },
      { name: 'forced', sizeBytes: 1, usedBy: [] },
    ]);
  });

  it('users and groups, without hashes in old tables and without network users', () => {
    const [user, ...more] = parsePasswd('me:$6$salt$hash:1000:1000:Me,,,:/home/me:/bin/sh\n+::::::\n');
    expect(user).toEqual({
      name: 'me',
      uid: 1000,
      gid: 1000,
      comment: 'Me,,,',
      home: '/home/me',
      shell: '/bin/sh',
    });
    expect(more).toEqual([]);
    expect(parseGroups('libvirt:x:106:me,you\n')).toEqual([
      { name: 'libvirt', gid: 106, members: ['me', 'you'] },
    ]);
  });

  it('routes: default, several hops, nowhere', () => {
    const json =
      '[{"dst":"default","gateway":"192.0.2.1","dev":"eth0","metric":100},{"dst":"10.0.0.0/8","nexthops":[{"gateway":"192.0.2.2","dev":"eth0"},{"gateway":"192.0.2.3","dev":"eth1"}]},{"type":"blackhole","dst":"10.1.0.0/16"}]';
    expect(
      parseRoutes(json, '0.0.0.0/0').map((route) => [route.destination, route.gateway, route.interface]),
    ).toEqual([
      ['0.0.0.0/0', '192.0.2.1', 'eth0'],
      ['10.0.0.0/8', '192.0.2.2', 'eth0'],
      ['10.0.0.0/8', '192.0.2.3', 'eth1'],
    ]);
    expect(parseRoutes('', '::/0')).toEqual([]);
  });

  it('resolv.conf', () => {
    expect(parseResolvConf('# x\nnameserver 192.0.2.1 # y\ndomain a\nsearch b c\n')).toEqual({
      servers: ['192.0.2.1'],
      search: ['b', 'c'],
    });
  });
});
