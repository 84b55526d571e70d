import type { BootInfo, OsInfo } from '../../../shared/model/host.ts';
import { Age } from '../../components/Age.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Mono } from '../../components/Mono.tsx';
import { t } from '../../words/words.ts';

export function OsFacts({ value }: { readonly value: OsInfo }) {
  return (
    <Facts
      facts={[
        [t('overview.os.name'), value.name],
        [t('overview.os.kernel'), value.kernel],
        [t('overview.os.running'), <Age at={value.bootTime} />],
        [t('overview.os.commandLine'), <Mono>{value.kernelCommandLine}</Mono>],
      ]}
    />
  );
}

export function BootFacts({ value }: { readonly value: BootInfo }) {
  const kernels = value.kernels.map(({ version }) => <div key={version}>{version}</div>);
  return (
    <Facts
      facts={[
        [t('overview.os.bootLoader'), value.bootLoader ?? t('value.none')],
        [t('overview.os.initramfs'), value.initramfsTool ?? t('value.none')],
        [t('overview.os.kernels'), kernels.length > 0 ? kernels : t('value.none')],
      ]}
    />
  );
}
