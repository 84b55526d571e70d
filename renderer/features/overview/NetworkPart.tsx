import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { NetworkFile } from '../../../shared/model/host.ts';
import { Columns } from '../../components/Columns.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Mono } from '../../components/Mono.tsx';
import { t } from '../../words/words.ts';
import { NicTable } from './NicTable.tsx';
import { RouteTable } from './RouteTable.tsx';
import { SectionPanel } from './SectionPanel.tsx';

function FileText({ file }: { readonly file: NetworkFile }) {
  return (
    <Box component="details" sx={{ py: 0.5 }}>
      <Box component="summary" sx={{ cursor: 'pointer', typography: 'body2' }}>
        <Mono>{file.path}</Mono> <span>({file.system})</span>
      </Box>
      <Box component="pre" role="region" aria-label={file.path} tabIndex={0} sx={FILE}>
        {file.content ?? (file.needsRoot ? t('value.needsRoot') : t('value.unknown'))}
      </Box>
    </Box>
  );
}

const FILE = {
  m: 0,
  mt: 0.5,
  p: 1.5,
  maxHeight: 280,
  overflow: 'auto',
  bgcolor: 'background.default',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  fontFamily: 'var(--vmkit-mono)',
  fontSize: 12,
} as const;

/** Interfaces, routes, DNS, and the files that configure them. */
export function NetworkPart() {
  return (
    <>
      <SectionPanel name="nics" title={t('overview.nics.title')} flush>
        {(nics) => <NicTable nics={nics} />}
      </SectionPanel>
      <Columns min={380}>
        <SectionPanel name="routes" title={t('overview.routes.title')} flush>
          {(routes) => <RouteTable routes={routes} />}
        </SectionPanel>
        <SectionPanel name="dns" title={t('overview.dns.title')} rows={2}>
          {({ servers, search }) => (
            <Facts
              facts={[
                [t('overview.dns.servers'), servers.join(', ') || t('value.none')],
                [t('overview.dns.search'), search.join(', ') || t('value.none')],
              ]}
            />
          )}
        </SectionPanel>
      </Columns>
      <SectionPanel name="networkFiles" title={t('overview.files.title')}>
        {(files) =>
          files.length === 0 ? (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('overview.files.none')}
            </Typography>
          ) : (
            files.map((file) => <FileText key={file.path} file={file} />)
          )
        }
      </SectionPanel>
    </>
  );
}
