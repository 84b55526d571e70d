import type { MachineDetail } from '../../../shared/model/machine.ts';
import { formatBytes } from '../../../shared/units.ts';
import { Columns } from '../../components/Columns.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Mono } from '../../components/Mono.tsx';
import { Panel } from '../../components/Panel.tsx';
import { t } from '../../words/words.ts';
import { MachineDisks, MachineNics } from './MachineDevices.tsx';

function yesNo(value: boolean): string {
  return t(value ? 'value.yes' : 'value.no');
}

/** Size, firmware, disks and network interfaces. */
export function MachineOverview({ machine }: { readonly machine: MachineDetail }) {
  return (
    <>
      <Columns min={380}>
        <Panel title={t('machines.facts')}>
          <Facts
            width={150}
            facts={[
              [t('machines.cpus'), machine.cpus],
              [t('machines.memory'), formatBytes(machine.memoryBytes)],
              [t('machines.firmware'), machine.firmware === 'uefi' ? 'UEFI' : 'BIOS'],
              [t('machines.type'), machine.machineType],
              [
                t('machines.acceleration'),
                machine.domainType === 'kvm' ? t('machines.kvm') : t('machines.emulated'),
              ],
              [t('machines.autostart'), yesNo(machine.autostart)],
              [t('machines.serial'), yesNo(machine.serial)],
              [t('machines.screen'), machine.vnc ? <Mono>{machine.vnc}</Mono> : t('value.none')],
              [t('machines.uuid'), <Mono>{machine.uuid}</Mono>],
            ]}
          />
        </Panel>
        <Panel title={t('machines.nics')} flush={machine.nics.length > 0}>
          <MachineNics nics={machine.nics} />
        </Panel>
      </Columns>
      <Panel title={t('machines.disks')} flush={machine.disks.length > 0}>
        <MachineDisks disks={machine.disks} />
      </Panel>
    </>
  );
}
