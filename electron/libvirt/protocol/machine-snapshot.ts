import { list } from '../xdr/compose.ts';
import { bool, int, string } from '../xdr/primitives.ts';
import { read, write } from './procedure.ts';
import { domain, flags, needResults, snapshot } from './types.ts';

/** Snapshots of a machine. */
export const machineSnapshotProcedures = {
  domainSnapshotCreateXml: write(185, { dom: domain, xmlDesc: string, flags }, { snap: snapshot }),
  domainSnapshotGetXmlDesc: read(186, { snap: snapshot, flags }, { xml: string }),
  domainSnapshotLookupByName: read(189, { dom: domain, name: string, flags }, { snap: snapshot }),
  domainHasCurrentSnapshot: read(190, { dom: domain, flags }, { result: bool }),
  domainSnapshotCurrent: read(191, { dom: domain, flags }, { snap: snapshot }),
  domainRevertToSnapshot: write(192, { snap: snapshot, flags }),
  domainSnapshotDelete: write(193, { snap: snapshot, flags }),
  domainSnapshotGetParent: read(244, { snap: snapshot, flags }, { snap: snapshot }),
  domainSnapshotIsCurrent: read(271, { snap: snapshot, flags }, { current: bool }),
  domainSnapshotHasMetadata: read(272, { snap: snapshot, flags }, { metadata: bool }),
  domainListAllSnapshots: read(
    274,
    { dom: domain, needResults, flags },
    { snapshots: list(snapshot, 16384), ret: int },
  ),
  domainSnapshotListAllChildren: read(
    275,
    { snapshot, needResults, flags },
    { snapshots: list(snapshot, 16384), ret: int },
  ),
} as const;
