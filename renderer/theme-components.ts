import type { ThemeOptions } from '@mui/material/styles';

const hairline = '1px solid var(--mui-palette-divider)';

const controls: ThemeOptions['components'] = {
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: { textTransform: 'none', fontWeight: 550, borderRadius: 8, whiteSpace: 'nowrap' },
      outlined: { borderColor: 'var(--mui-palette-outline)' },
    },
  },
  MuiIconButton: { styleOverrides: { root: { borderRadius: 8 } } },
  MuiOutlinedInput: {
    styleOverrides: {
      notchedOutline: { borderColor: 'var(--mui-palette-outline)' },
    },
  },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiFormHelperText: { styleOverrides: { root: { marginLeft: 0, lineHeight: 1.45 } } },
  MuiCheckbox: { defaultProps: { size: 'small' } },
  MuiRadio: { defaultProps: { size: 'small' } },
  MuiSwitch: { defaultProps: { size: 'small' } },
};

const surfaces: ThemeOptions['components'] = {
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: { styleOverrides: { paper: { border: hairline, borderRadius: 12 } } },
  MuiMenu: { styleOverrides: { paper: { border: hairline, borderRadius: 8 } } },
  MuiTooltip: {
    defaultProps: { enterDelay: 400 },
    styleOverrides: { tooltip: { fontSize: 12, lineHeight: 1.4 } },
  },
  MuiLinearProgress: { styleOverrides: { root: { borderRadius: 4, height: 6 } } },
};

const tables: ThemeOptions['components'] = {
  MuiTable: { defaultProps: { size: 'small', stickyHeader: true } },
  MuiTableCell: {
    styleOverrides: {
      root: { height: 36, paddingTop: 4, paddingBottom: 4, borderColor: 'var(--mui-palette-divider)' },
      head: {
        fontWeight: 550,
        fontSize: 12,
        color: 'var(--mui-palette-text-secondary)',
        backgroundColor: 'var(--mui-palette-background-paper)',
        whiteSpace: 'nowrap',
      },
    },
  },
  MuiTableRow: { styleOverrides: { root: { 'tbody > &:last-of-type > *': { borderBottom: 0 } } } },
};

const focusRing = { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 2 };

const page: ThemeOptions['components'] = {
  MuiCssBaseline: {
    styleOverrides: {
      html: { height: '100%' },
      body: {
        height: '100%',
        overflow: 'hidden',
        fontVariantNumeric: 'tabular-nums',
        fontVariantLigatures: 'none',
      },
      '#root': { height: '100%' },
      // Two classes, since MUI's buttons take their outline away with one. A field shows its focus by its frame.
      // What only takes the focus by program (headings, dialogs) needs no ring.
      ':focus-visible:not(.MuiInputBase-input, [tabindex="-1"]), .MuiButtonBase-root.Mui-focusVisible':
        focusRing,
      'h1:focus, main:focus': { outline: 'none' },
      code: { fontFamily: 'var(--vmkit-mono)', fontSize: '0.92em' },
      ':root': { '--vmkit-mono': "'JetBrains Mono', ui-monospace, monospace" },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '0.01ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '0.01ms !important',
          scrollBehavior: 'auto !important',
        },
      },
    },
  },
};

export const components: ThemeOptions['components'] = { ...page, ...controls, ...surfaces, ...tables };
