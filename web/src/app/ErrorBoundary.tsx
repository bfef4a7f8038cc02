import { Component, type ReactNode } from 'react'
import { ErrorNotice } from '../ui/Notice'

/** Shows an error of one page in its place. Reloading helps when the server has a newer version of the page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    return this.state.error === null ? (
      this.props.children
    ) : (
      <ErrorNotice isPage error={this.state.error} onRetry={() => location.reload()} />
    )
  }
}
