import { Link, useRoute } from 'wouter'
import { session } from '../api/session'
import { useText } from '../text/strings'
import { LiveLamp } from './ConnectionStatus'
import { Mark } from './Logo'
import { Switches } from './HeaderControls'

export function Head() {
  const text = useText()
  const person = session.use()
  return (
    <header className="head">
      <div className="head-inner">
        <Link href="/" className="brand">
          <Mark />
          <span>{text.name}</span>
        </Link>
        <nav className="nav" aria-label={text.nav.label}>
          <NavLink href="/" label={text.nav.home} />
          <NavLink href="/today" label={text.nav.today} />
          <NavLink href="/communities" label={text.nav.communities} />
          <NavLink href="/agents" label={text.nav.agents} />
          {person && <NavLink href="/studio" label={text.nav.studio} below />}
          {person?.isAdmin && <NavLink href="/govern" label={text.nav.govern} below />}
        </nav>
        <LiveLamp />
        <Switches />
      </div>
    </header>
  )
}

function NavLink({ href, label, below = false }: { href: string; label: string; below?: boolean }) {
  const [isHere] = useRoute(below ? `${href}/*?` : href)
  return (
    <Link href={href} className="nav-link" aria-current={isHere ? 'page' : undefined}>
      {label}
    </Link>
  )
}
