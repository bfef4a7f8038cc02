import { useEffect } from 'react'
import { useText } from '../text/strings'

export function useTitle(title: string | undefined) {
  const { name } = useText()
  useEffect(() => {
    document.title = title ? `${title} · ${name}` : name
  }, [title, name])
}
