import { useEffect } from 'react'
import { useText } from '../text/useText'

/** The title of the browser's tab. */
export function usePageTitle(title: string | undefined) {
  const { name } = useText()
  useEffect(() => {
    document.title = title ? `${title} · ${name}` : name
  }, [title, name])
}
