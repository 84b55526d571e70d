import { Columns } from '../../components/Columns.tsx';
import { t } from '../../words/words.ts';
import { AccelerationFacts, CpuFacts, FirmwareFacts } from './HardwareFacts.tsx';
import { DiskList } from './DiskList.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { MemoryPanel } from './MemoryPanel.tsx';
import { NicTable } from './NicTable.tsx';
import { DeviceList } from './DeviceList.tsx';
import { RecentJobs } from './RecentJobs.tsx';
import { SectionPanel } from './SectionPanel.tsx';

function Devices() {
  return (
    <Columns min={360}>
      <SectionPanel name="gpus" title={t('overview.gpus.title')} rows={2}>
        {(gpus) => (
          <DeviceList
            none={t('overview.gpus.none')}
            devices={gpus.map(({ address, vendor, product, driver }) => ({
              id: address,
              name: [vendor, product].filter(Boolean).join(' ') || t('value.unknown'),
              note: [address, driver].filter(Boolean).join(' · '),
            }))}
          />
        )}
      </SectionPanel>
      <SectionPanel name="usb" title={t('overview.usb.title')} rows={2}>
        {(usb) => (
          <DeviceList
            none={t('overview.usb.none')}
            devices={usb.map(({ bus, device, name, vendorId, productId }) => ({
              id: `${bus}-${device}`,
              name,
              note: `${vendorId}:${productId}`,
            }))}
          />
        )}
      </SectionPanel>
    </Columns>
  );
}

/** What this computer is made of; below, its health and what was done. */
export function HardwarePart() {
  return (
    <>
      <Columns min={270}>
        <SectionPanel name="acceleration" title={t('overview.acceleration.title')}>
          {(value) => <AccelerationFacts value={value} />}
        </SectionPanel>
        <SectionPanel name="cpu" title={t('overview.cpu.title')} rows={4}>
          {(value) => <CpuFacts value={value} />}
        </SectionPanel>
        <MemoryPanel />
        <SectionPanel name="firmware" title={t('overview.firmware.title')} rows={4}>
          {(value) => <FirmwareFacts value={value} />}
        </SectionPanel>
      </Columns>
      <SectionPanel name="disks" title={t('overview.disks.title')} rows={4}>
        {(disks) => <DiskList disks={disks} />}
      </SectionPanel>
      <SectionPanel name="nics" title={t('overview.nics.title')} rows={3} flush>
        {(nics) => <NicTable nics={nics} />}
      </SectionPanel>
      <Devices />
      <Columns min={360}>
        <HealthPanel />
        <RecentJobs />
      </Columns>
    </>
  );
}
