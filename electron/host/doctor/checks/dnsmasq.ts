import { fine, type Check } from '../check.ts';
import { findProgram } from '../../programs.ts';

export const dnsmasqCheck: Check = {
  id: 'dnsmasq',
  title: 'dnsmasq, which gives machines their addresses',
  async look() {
    if ((await findProgram('dnsmasq')) !== null) return fine('dnsmasq is installed.');
    return {
      state: 'warning',
      finding: 'dnsmasq is not installed, so networks with DHCP or DNS cannot start.',
      hint: 'Install dnsmasq.',
      fixable: true,
    };
  },
};
