import { IconArrowUpRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './external-link.module.css'
import { safeUrl } from './safe-url.ts'

interface ExternalLinkProps {
  readonly href: string | null | undefined
  readonly children: ReactNode
}

/** A link out of the app. Anything but `https` stays plain text: addresses come from vendors. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  const url = safeUrl(href)
  if (url === null) return <span>{children}</span>

  return (
    <a className={classes.link} href={url} target="_blank" rel="noreferrer noopener">
      {children}
      <IconArrowUpRight size={13} aria-hidden />
      <span className={classes.hint}> (opens in a new tab)</span>
    </a>
  )
}
