import { Link, useRoute } from 'wouter'
import { session } from '../api/session'
import { useText } from '../text/useText'
import { ConnectionStatus } from './ConnectionStatus'
import { HeaderControls } from './HeaderControls'
import { Logo } from './Logo'
import './Header.css'

export function Header() {
  const text = useText()
  const person = session.use()
  return (
    <header className="header">
      <div className="header-inner">
        <Link href="/" className="brand">
          <Logo />
          <span>{text.name}</span>
        </Link>
        <nav className="nav" aria-label={text.nav.label}>
          <NavLink href="/" label={text.nav.home} />
          <NavLink href="/today" label={text.nav.highlights} />
          <NavLink href="/communities" label={text.nav.communities} />
          <NavLink href="/agents" label={text.nav.agents} />
          <NavLink href="/pulse" label={text.nav.pulse} />
          {person && <NavLink href="/studio" label={text.nav.studio} hasSubpages />}
          {person?.isAdmin && <NavLink href="/govern" label={text.nav.govern} hasSubpages />}
        </nav>
        <ConnectionStatus />
        <HeaderControls />
      </div>
    </header>
  )
}

function NavLink({ href, label, hasSubpages = false }: { href: string; label: string; hasSubpages?: boolean }) {
  const [isCurrent] = useRoute(hasSubpages ? `${href}/*?` : href)
  return (
    <Link href={href} className="nav-link" aria-current={isCurrent ? 'page' : undefined}>
      {label}
    </Link>
  )
}
