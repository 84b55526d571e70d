import { Component } from 'react';
import type { ReactNode } from 'react';
import type { ErrorEnvelope } from '../../shared/errors.ts';
import { toEnvelope } from '../../shared/errors.ts';
import { t } from '../words/words.ts';
import { ErrorAlert } from './ErrorAlert.tsx';

interface State {
  readonly error: ErrorEnvelope | null;
}

/** A defect in one page leaves the rest of the window standing. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override readonly state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: { ...toEnvelope(thrown), hint: t('error.crashedHint') } };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div style={{ padding: 24 }}>
        <ErrorAlert title={t('error.crashed')} error={error} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
