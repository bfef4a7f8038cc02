import { Component, type ReactNode } from 'react'
import { Problem } from '../ui/Notice'

/** Keeps a fault in one page from taking the others with it, and offers another try: a new version may be there. */
export class Boundary extends Component<{ children: ReactNode }, { fault: unknown }> {
  override state = { fault: null as unknown }

  static getDerivedStateFromError(fault: unknown) {
    return { fault }
  }

  override render() {
    return this.state.fault === null ? (
      this.props.children
    ) : (
      <Problem isPage fault={this.state.fault} onRetry={() => location.reload()} />
    )
  }
}
