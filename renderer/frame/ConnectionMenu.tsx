import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import ErrorIcon from '@mui/icons-material/ErrorOutlined';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Pending from '@mui/icons-material/Pending';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { visuallyHidden } from '@mui/utils';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { useResource } from '../api/use-resource.ts';
import type { ConnectionStatus } from '../../shared/model/app.ts';
import { linkTo, navigate } from '../router/route.ts';
import { useConnection } from '../stores/resources.ts';
import { t } from '../words/words.ts';

const STATES = {
  connected: { icon: CheckCircle, colour: 'success.main' },
  connecting: { icon: Pending, colour: 'info.main' },
  disconnected: { icon: ErrorIcon, colour: 'error.main' },
} as const;

const CHOICES = [
  { uri: 'qemu:///system', label: 'connection.system' },
  { uri: 'qemu:///session', label: 'connection.session' },
] as const;

async function use(uri: string): Promise<void> {
  const status = await call('connection.use', { uri }).catch(() => call('connection.status', {}));
  useConnection.getState().put(status);
}

function Label({ status }: { readonly status: ConnectionStatus | null }) {
  const state = status?.state ?? 'connecting';
  const { icon: Icon, colour } = STATES[state];
  return (
    <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 0.75, minWidth: 0 }}>
      <Icon sx={{ fontSize: 16, color: colour }} aria-hidden />
      <span style={visuallyHidden}>{t('connection.button')}</span>
      <Box
        component="span"
        sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', maxWidth: 150 }}
      >
        {status?.hostname || t('connection.noHost')}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', fontWeight: 450 }}>
        {t(`connection.${state}`)}
      </Box>
    </Box>
  );
}

/** The connection to libvirt: host, state as icon and word, and the switch to another. */
export function ConnectionMenu() {
  const { data: status } = useResource(useConnection);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const pick = (uri: string): void => {
    setAnchor(null);
    void use(uri);
  };
  return (
    <>
      <Button
        color="inherit"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={<ExpandMore />}
      >
        <Label status={status} />
      </Button>
      <Menu disablePortal anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <ConnectionFacts status={status} />
        {CHOICES.map((choice) => (
          <MenuItem key={choice.uri} selected={status?.uri === choice.uri} onClick={() => pick(choice.uri)}>
            <ListItemText primary={t(choice.label)} secondary={choice.uri} />
          </MenuItem>
        ))}
        <Divider />
        {status?.state === 'disconnected' && (
          <MenuItem onClick={() => pick(status.uri)}>{t('connection.reconnect')}</MenuItem>
        )}
        <MenuItem onClick={() => [setAnchor(null), navigate(linkTo('settings'))]}>
          {t('connection.other')}
        </MenuItem>
      </Menu>
    </>
  );
}

function ConnectionFacts({ status }: { readonly status: ConnectionStatus | null }) {
  if (!status) return null;
  const version = status.libvirtVersion && t('connection.libvirt', { version: status.libvirtVersion });
  return (
    <Box
      role="presentation"
      sx={{ px: 2, pb: 1, maxWidth: 340, typography: 'caption', color: 'text.secondary' }}
    >
      {[status.uri, version, status.reason].filter(Boolean).join(' · ')}
    </Box>
  );
}
