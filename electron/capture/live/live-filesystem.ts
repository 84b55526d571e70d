/** A mounted filesystem of a captured disk. */
export interface LiveFilesystem {
  /** `8:1`. */
  readonly device: string;
  readonly type: string;
  readonly mountPoint: string;
  /** Where it lies on the whole disk. */
  readonly offset: number;
  readonly length: number;
  /** Id of the mount in /proc/self/mountinfo: tells whether `mountPoint` still shows it. */
  readonly mountId: number;
  /** `st_dev` of what lies on it, as mountinfo writes it. */
  readonly shownDevice: string;
}

/** Filesystems that can be frozen by FIFREEZE (ioctl_fsfreeze: those with freeze_fs or freeze_super). */
const FREEZABLE = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'f2fs', 'jfs', 'nilfs2', 'gfs2', 'ntfs3']);

/** Whether a freeze can be expected to work; the kernel has the last word. */
export function isFreezable({ type }: Pick<LiveFilesystem, 'type'>): boolean {
  return FREEZABLE.has(type);
}

/** Deepest first, root last: nobody waits for a frozen filesystem below while one above is being frozen. */
export function freezeOrder(filesystems: readonly LiveFilesystem[]): readonly LiveFilesystem[] {
  const depth = ({ mountPoint }: LiveFilesystem): number => mountPoint.split('/').filter(Boolean).length;
  return filesystems.toSorted((a, b) => depth(b) - depth(a));
}
