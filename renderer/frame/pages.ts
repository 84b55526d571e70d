import AutoFixHigh from '@mui/icons-material/AutoFixHighOutlined';
import Dns from '@mui/icons-material/DnsOutlined';
import Hub from '@mui/icons-material/HubOutlined';
import ListAlt from '@mui/icons-material/ListAltOutlined';
import Monitor from '@mui/icons-material/MonitorOutlined';
import Settings from '@mui/icons-material/SettingsOutlined';
import SpaceDashboard from '@mui/icons-material/SpaceDashboardOutlined';

/** The places of the rail, with the key that follows `g`. */
export const RAIL = [
  { page: 'overview', icon: SpaceDashboard, key: 'o' },
  { page: 'virtualize', icon: AutoFixHigh, key: 'v' },
  { page: 'machines', icon: Monitor, key: 'm' },
  { page: 'storage', icon: Dns, key: 's' },
  { page: 'networks', icon: Hub, key: 'n' },
  { page: 'jobs', icon: ListAlt, key: 'j' },
  { page: 'settings', icon: Settings, key: 'e' },
] as const;
