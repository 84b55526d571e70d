import Box from '@mui/material/Box';
import { LineChart } from '@mui/x-charts/LineChart';
import { formatElapsed, formatRate } from '../../shared/units.ts';
import { useJobs } from '../stores/jobs.ts';
import { t } from '../words/words.ts';

/** The rate of a job since this window knows it. */
export function RateChart({ id }: { readonly id: string }) {
  const samples = useJobs((state) => state.rates[id]) ?? [];
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || samples.length < 2) {
    return <Box sx={{ color: 'text.secondary', typography: 'body2' }}>{t('jobs.chartWaiting')}</Box>;
  }
  return (
    <Box role="img" aria-label={t('jobs.chartText', { rate: formatRate(last.bytesPerSecond) })}>
      <LineChart
        aria-hidden
        height={180}
        skipAnimation
        hideLegend
        disableAxisListener
        margin={{ left: 0, right: 12, top: 8, bottom: 0 }}
        grid={{ horizontal: true }}
        xAxis={[
          {
            data: samples.map(({ at }) => at - first.at),
            min: 0,
            tickNumber: 4,
            valueFormatter: (value: number) => formatElapsed(value),
          },
        ]}
        yAxis={[{ min: 0, width: 76, tickNumber: 4, valueFormatter: (value: number) => formatRate(value) }]}
        series={[
          {
            data: samples.map(({ bytesPerSecond }) => bytesPerSecond),
            showMark: false,
            area: true,
            curve: 'linear',
            color: 'var(--mui-palette-primary-main)',
          },
        ]}
        sx={{ '& .MuiLineChart-area': { fillOpacity: 0.15 } }}
      />
    </Box>
  );
}
