import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readNetworkFiles } from './read-network-files.ts';
import { redactSecrets } from './redact.ts';
import { isSecretKey } from './secret-keys.ts';

const CANARY = 'cAnArY';

/** Every way we know in which these files hold a secret; each holds the canary. */
const PLANTED: Readonly<Record<string, string>> = {
  '/etc/netplan/50-wifi.yaml': `network:
  version: 2
  wifis:
    wlan0:
      dhcp4: true
      access-points:
        "Home, sweet home":
          password: "${CANARY} with, a {comma} and # hash"
        Office: {auth: {key-management: eap, identity: me, password: '${CANARY}', client-key-password: ${CANARY}}, hidden: true}
        Continued:
          auth:
            password: ${CANARY}
              ${CANARY}
            ca-certificate: /etc/ssl/ca.pem
  tunnels:
    wg0:
      mode: wireguard
      key: |
        ${CANARY}
      peers:
        - keys:
            public: rlbInAj0qV69CysWPQY7KEBnKxpYCpaWqOs/dLevdWc=
            shared: ${CANARY}
          endpoint: 192.0.2.1:5
    he: {mode: gre, keys: {input: 1, output: ${CANARY}}, local: 192.0.2.9}
  modems:
    wwan0: {apn: internet, pin: ${CANARY}, password: ${CANARY}}
  # password: ${CANARY}
`,
  '/etc/netplan/60-shapes.yaml': `network:
  wifis:
    wlan0:
      access-points:
        A: {password:
          ${CANARY}}
        B: {auth: {identity: x,
password: # a, b
${CANARY}, method: peap}}
        C: {password: !!str "a, ${CANARY}"}
        D:
          password:
            ${CANARY}
        E:
          ? password
          : ${CANARY}
        F:
          ? "password"
          :
            ${CANARY}
        G:
          !!str password:
           ${CANARY}
        H:
          password: "a
  ${CANARY}
 b"
        I: {? password
          : ${CANARY}}
        J:
          password: "a\\
            ${CANARY}"
        # K: {password:
        #   ${CANARY}}
        # password: |
        #   ${CANARY}
        L: {hidden: true,
          band: 5GHz}
  ethernets: {eth9: {mtu: 1400}}
`,
  '/etc/NetworkManager/system-connections/vpn.nmconnection': `[macsec]
mka-cak=${CANARY}
mka-ckn=${CANARY}
[vpn]
cookie=${CANARY}
otp=${CANARY}
gwcert=${CANARY}
cookie-flags=2
other=x\\
[vpn-secrets]
thing=${CANARY}
`,
  '/etc/systemd/network/sec.netdev': `[WireGuard]
PrivateKey=\\
  ${CANARY}
ListenPort=51821
PrivateKey=\\
# a comment between
${CANARY}
[MACsecTransmitAssociation]
Key=${CANARY}\\
${CANARY} \\
${CANARY}
Activate=yes
`,
  '/etc/NetworkManager/system-connections/home.nmconnection': `[connection]
id=home
[wifi-security]
key-mgmt=wpa-psk
psk=#${CANARY},}${CANARY}
psk-flags=0
wep-key0=${CANARY}
[802-1x]
identity=me
password=${CANARY}
private-key-password=${CANARY}
password-raw=${CANARY}
[vpn-secrets]
anything=${CANARY}
[wireguard]
private-key=${CANARY}
[wireguard-peer.x]
preshared-key=${CANARY}
endpoint=192.0.2.7:51820
[proxy]
pac-url=http://me:${CANARY}@proxy.example/
`,
  '/etc/systemd/network/wg.netdev': `[WireGuard]
PrivateKey=${CANARY}
ListenPort=51820
[WireGuardPeer]
PublicKey=rlbInAj0qV69CysWPQY7KEBnKxpYCpaWqOs/dLevdWc=
PresharedKey = ${CANARY}
[MACsecTransmitAssociation]
Key=${CANARY}
`,
  '/etc/network/interfaces': `iface wlan0 inet dhcp
  wpa-ssid home
  wpa-psk ${CANARY} ${CANARY}
  wpa-key-mgmt WPA-PSK
  wireless-key1 s:${CANARY}
  post-up /usr/local/bin/login --user me --password ${CANARY}
  post-up curl https://me:${CANARY}@example.org/up
  post-up wg set wg0 private-key=${CANARY}
  wpa-psk \\
    ${CANARY}
  wpa-psk \\
${CANARY} \\
${CANARY}
  wpa-p\\
sk ${CANARY}
  post-up curl -u bob:${CANARY} https://example.org/up
  # post-up curl -u bob:${CANARY} https://example.org/up
  post-up /usr/bin/fetch -u bob:${CANARY}
  up ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 1 enc 'cbc(aes)' 0x${CANARY}
  up /sbin/tunnel 0x00112233445566778899aabbccddeeff ${CANARY}
  up echo ${CANARY} | openvpn --config x --askpass
  up echo ${CANARY} | /usr/bin/tunnel
  up echo ${CANARY} \\
    | /usr/bin/tunnel
  up echo ${CANARY} > /run/tunnel
  pre-down /usr/bin/leave <<< ${CANARY}
  up mysql -p${CANARY}
  up WORD=${CANARY} /usr/bin/auth
  up echo 1 > /proc/sys/net/ipv4/ip_forward
  up iptables -A INPUT -p tcp --dport 22 -j ACCEPT
  up ip route add 198.51.100.0/24 \\
    via 192.0.2.1
`,
  '/etc/network/interfaces.d/lan': 'iface eth0 inet static\n  address 192.0.2.5/24\n',
};

describe('files that configure the network', () => {
  let root = '';
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('are read without any of the secrets planted in them, and with everything else', async () => {
    root = await mkdtemp(join(tmpdir(), 'vmkit-network-files-'));
    for (const [path, content] of Object.entries(PLANTED)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    const files = await readNetworkFiles(root);
    expect(files.map(({ path }) => path).sort()).toEqual(Object.keys(PLANTED).sort());
    expect(JSON.stringify(files)).not.toContain(CANARY);
    const all = files.map(({ content }) => content).join('\n');
    for (const kept of [
      'dhcp4: true',
      '"Home, sweet home":',
      'key-management: eap',
      'identity: me',
      'hidden: true',
      'ca-certificate: /etc/ssl/ca.pem',
      'public: rlbInAj0qV69CysWPQY7KEBnKxpYCpaWqOs/dLevdWc=',
      'local: 192.0.2.9',
      'apn: internet',
      'key-mgmt=wpa-psk',
      'psk-flags=0',
      'endpoint=192.0.2.7:51820',
      'PublicKey=rlbInAj0qV69CysWPQY7KEBnKxpYCpaWqOs/dLevdWc=',
      'ListenPort=51820',
      'wpa-ssid home',
      'wpa-key-mgmt WPA-PSK',
      'address 192.0.2.5/24',
      'L: {hidden: true,\n          band: 5GHz}',
      'eth9: {mtu: 1400}',
      'cookie-flags=2',
      'ListenPort=51821',
      'Activate=yes',
      'post-up curl ***',
      'up ip ***',
      'up echo 1 > /proc/sys/net/ipv4/ip_forward',
      'up iptables -A INPUT -p tcp --dport 22 -j ACCEPT',
      'up ip route add 198.51.100.0/24 \\\n    via 192.0.2.1',
    ]) {
      expect(all).toContain(kept);
    }
  });

  it('say by which system they are read', async () => {
    root = await mkdtemp(join(tmpdir(), 'vmkit-network-files-'));
    await mkdir(join(root, '/etc/systemd/network/10-lan.network.d'), { recursive: true });
    await writeFile(
      join(root, '/etc/systemd/network/10-lan.network.d/dns.conf'),
      '[Network]\nDNS=192.0.2.1\n',
    );
    await writeFile(join(root, '/etc/systemd/network/README'), 'no configuration');
    expect(await readNetworkFiles(root)).toEqual([
      {
        system: 'systemd-networkd',
        path: '/etc/systemd/network/10-lan.network.d/dns.conf',
        content: '[Network]\nDNS=192.0.2.1\n',
        needsRoot: false,
      },
    ]);
  });
});

describe('redactSecrets', () => {
  it('leaves a file without secrets as it is', () => {
    const plain = '[Match]\nName=en*\n\n[Network]\nDHCP=yes # both\nMethod=shared\n';
    expect(redactSecrets(plain)).toBe(plain);
  });

  it('tells keys that hold secrets from those that say how they are used', () => {
    expect(
      ['psk', 'PrivateKey', 'wep-key0', 'wpa-passphrase', 'shared', 'pin'].filter(isSecretKey),
    ).toHaveLength(6);
    expect(
      ['key-mgmt', 'psk-flags', 'PublicKey', 'PrivateKeyFile-flags', 'ssid', 'mtu'].filter(isSecretKey),
    ).toEqual([]);
  });
});
