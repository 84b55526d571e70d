import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { bridge } from './api/call.ts';
import { asVmkitError } from './api/client.ts';
import { useResource } from './api/use-resource.ts';
import { ErrorAlert } from './components/ErrorAlert.tsx';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { CurrentPage } from './CurrentPage.tsx';
import { Frame } from './frame/Frame.tsx';
import { linkTo, navigate } from './router/route.ts';
import { connectStores } from './stores/live.ts';
import { useSettings } from './stores/resources.ts';
import { theme } from './theme.ts';

/** Applies the chosen appearance, and shows the health page at the very first start. */
function useSettingsApplied(): void {
  const { data } = useResource(useSettings);
  const { setMode } = useColorScheme();
  const appearance = data?.appearance ?? 'system';
  useEffect(() => setMode(appearance), [appearance, setMode]);
  const first = data?.firstRunDone === false;
  useEffect(() => {
    if (first && window.location.hash.length < 3) navigate(linkTo('doctor'));
  }, [first]);
}

function Window() {
  useSettingsApplied();
  useEffect(() => connectStores(bridge()), []);
  return (
    <Frame>
      <CurrentPage />
    </Frame>
  );
}

function outside(): ReactNode {
  try {
    bridge();
    return null;
  } catch (error) {
    return <ErrorAlert error={asVmkitError(error)} />;
  }
}

/** The whole window. */
export function App() {
  return (
    <ThemeProvider theme={theme} defaultMode="system" storageManager={null} disableTransitionOnChange>
      <CssBaseline />
      <ErrorBoundary>{outside() ?? <Window />}</ErrorBoundary>
    </ThemeProvider>
  );
}
