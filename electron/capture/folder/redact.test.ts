import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

const CANARY = 'cAnArY4711';

describe('redact', () => {
  it.each([
    { password: CANARY },
    { wifi: { psk: CANARY } },
    { services: [{ environment: `API_KEY=${CANARY}` }] },
    { shadow: `$6$salt$${CANARY}` },
    { text: `root:$y$j9T$${CANARY}:19000:0:99999:7:::` },
    { text: `wpa-psk ${CANARY}` },
    { text: `  wpa-psk "${CANARY} with spaces"` },
    { text: `[wifi-security]\nkey-mgmt=wpa-psk\npsk=${CANARY}\n` },
    { text: `access-points:\n  home:\n    password: "${CANARY}"\n` },
    { text: `PrivateKey = ${CANARY}=` },
    { text: `Environment=DB_PASSWORD=${CANARY}` },
    { commandLine: `quiet iscsi_password=${CANARY} ro` },
    { url: `https://user:${CANARY}@example.org/x` },
    { text: `-----BEGIN OPENSSH PRIVATE KEY-----\n${CANARY}\n-----END OPENSSH PRIVATE KEY-----` },
    { text: `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}` },
    { text: `  wpa-psk \\\n${CANARY} \\\n${CANARY}\n` },
    { text: `PrivateKey=\\\n  ${CANARY}\n` },
    { text: `PrivateKey=a\\\n${CANARY}\n` },
    { text: `A: {password:\n  ${CANARY}}` },
    { text: `? password\n: ${CANARY}` },
    { text: `mka-cak=${CANARY}\nmka-ckn=${CANARY}\ncookie=${CANARY}\notp=${CANARY}\ngwcert=${CANARY}` },
    { text: `post-up curl -u bob:${CANARY} https://example.org/` },
    { text: `up echo ${CANARY} | openvpn --askpass` },
    { text: `up ip xfrm state add src 192.0.2.1 proto esp spi 1 enc 'cbc(aes)' 0x${CANARY}` },
  ])('removes the canary from %j', (planted) => {
    expect(JSON.stringify(redact(planted))).not.toContain(CANARY);
  });

  it('leaves everything else as it was', () => {
    const facts = {
      packages: [{ name: 'passwd', version: '1:4.13', architecture: 'amd64' }],
      users: [{ name: 'root', uid: 0, home: '/root' }],
      text: 'iface eth0 inet dhcp\n  address 10.0.0.1\n',
      swap: null,
      count: 3,
    };
    expect(redact(facts)).toEqual(facts);
  });
});
