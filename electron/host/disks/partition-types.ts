/** Names of common partition types: UEFI and the Discoverable Partitions Specification, and MBR's numbers. */
const NAMES: Readonly<Record<string, string>> = {
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': 'EFI System',
  '21686148-6449-6e6f-744e-656564454649': 'BIOS boot',
  '0fc63daf-8483-4772-8e79-3d69d8477de4': 'Linux filesystem',
  '0657fd6d-a4ab-43c4-84e5-0933c84b4f4f': 'Linux swap',
  '4f68bce3-e8cd-4db1-96e7-fbcaf984b709': 'Linux root (x86-64)',
  'b921b045-1df0-41c3-af44-4c6f280d3fae': 'Linux root (ARM-64)',
  '8484680c-9521-48c6-9c11-b0720656f69e': 'Linux /usr (x86-64)',
  '933ac7e1-2eb4-4f13-b844-0e14e2aef915': 'Linux home',
  'bc13c2ff-59e6-4262-a352-b275fd6f7172': 'Linux extended boot',
  'e6d6d379-f507-44c2-a23c-238f2a3df928': 'Linux LVM',
  'a19d880f-05fc-4d3b-a006-743f0f84911e': 'Linux RAID',
  'ca7d7ccb-63ed-4c53-861c-1742536059cc': 'Linux LUKS',
  'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': 'Microsoft basic data',
  'e3c9e316-0b5c-4db8-817d-f92df00215ae': 'Microsoft reserved',
  'de94bba4-06d1-4d40-a16a-bfd50179d6ac': 'Windows recovery',
  '5': 'Extended',
  '7': 'NTFS or exFAT',
  b: 'FAT32',
  c: 'FAT32 (LBA)',
  e: 'FAT16 (LBA)',
  f: 'Extended (LBA)',
  '82': 'Linux swap',
  '83': 'Linux filesystem',
  '85': 'Linux extended',
  '8e': 'Linux LVM',
  ee: 'Protective GPT',
  ef: 'EFI System',
  fd: 'Linux RAID',
};

/** What a partition is for, by its GPT type or MBR number (hexadecimal); null where the type is not a common one. */
export function partitionTypeName(type: string): string | null {
  return NAMES[type.toLowerCase().replace(/^0x0?/, '')] ?? null;
}
