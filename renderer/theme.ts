import { createTheme } from '@mui/material/styles';
import type { PaletteOptions } from '@mui/material/styles';
import { components } from './theme-components.ts';

declare module '@mui/material/styles' {
  interface Palette {
    /** Border of what can be operated: at least 3:1 on every surface (WCAG 1.4.11). */
    outline: string;
    /** A quiet fill: tracks of bars, empty space of a disk. */
    track: string;
    /** The accent as a surface: the current place in the rail, a chosen row. */
    chosen: string;
  }
  interface PaletteOptions {
    outline: string;
    track: string;
    chosen: string;
  }
}

/** Warm paper and a deep teal. Every text colour has at least 4.5:1 on both surfaces. */
const light: PaletteOptions = {
  background: { default: '#f6f4f0', paper: '#fefdfb' },
  text: { primary: '#1f1d1a', secondary: '#5b564e', disabled: '#757067' },
  divider: '#e1dcd3',
  outline: '#8b8479',
  track: '#e9e5dd',
  chosen: '#dcebea',
  primary: { main: '#0b5f63', dark: '#08494c', light: '#3b8588', contrastText: '#ffffff' },
  secondary: { main: '#5b564e', contrastText: '#ffffff' },
  success: { main: '#23693a', contrastText: '#ffffff' },
  warning: { main: '#85500a', contrastText: '#ffffff' },
  error: { main: '#a92b23', contrastText: '#ffffff' },
  info: { main: '#2c5c86', contrastText: '#ffffff' },
};

const dark: PaletteOptions = {
  background: { default: '#161513', paper: '#1e1d1a' },
  text: { primary: '#ece8e1', secondary: '#b0a99e', disabled: '#908a80' },
  divider: '#36332e',
  outline: '#827b70',
  track: '#34312c',
  chosen: '#1d3a3a',
  primary: { main: '#5cc4c0', dark: '#8ad8d5', light: '#3d9d9a', contrastText: '#06292a' },
  secondary: { main: '#b0a99e', contrastText: '#1e1d1a' },
  success: { main: '#7cc795', contrastText: '#0c2614' },
  warning: { main: '#e2b05f', contrastText: '#2c1d02' },
  error: { main: '#f0958b', contrastText: '#370a06' },
  info: { main: '#8fbfe8', contrastText: '#08243c' },
};

const fontFamily = "'Inter Variable', system-ui, sans-serif";

/** The application's own theme. Light and dark follow the system unless the settings say otherwise. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 8 },
  spacing: 8,
  typography: {
    fontFamily,
    fontSize: 14,
    h1: { fontSize: 22, fontWeight: 600, lineHeight: 1.3, letterSpacing: '-0.01em' },
    h2: { fontSize: 15, fontWeight: 600, lineHeight: 1.4 },
    h3: { fontSize: 14, fontWeight: 600, lineHeight: 1.4 },
    body1: { fontSize: 14, lineHeight: 1.5 },
    body2: { fontSize: 13, lineHeight: 1.5 },
    caption: { fontSize: 12, lineHeight: 1.45 },
    button: { fontSize: 13 },
  },
  transitions: {
    duration: {
      shortest: 80,
      shorter: 90,
      short: 100,
      standard: 120,
      complex: 140,
      enteringScreen: 120,
      leavingScreen: 90,
    },
  },
  components: components ?? {},
});
