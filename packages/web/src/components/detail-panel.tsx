import { Skeleton, Stack, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemNotice } from './problem-notice.tsx'
import { SidePanel } from './side-panel.tsx'

interface DetailPanelProps {
  readonly label: string
  readonly heading: ReactNode
  /** The link to the same as a page. */
  readonly page: ReactNode
  /** What is loaded, as a problem names it: `the remediation`. */
  readonly what: string
  /** Why it could not be loaded; `null` while it is, and once it is there. */
  readonly error: unknown
  readonly onRetry: () => void
  readonly onClose: () => void
  /** What is shown once it is there; `undefined` before. */
  readonly children: ReactNode
}

/** One row of a list beside it: a ghost while it loads, what went wrong, or everything about it. */
export function DetailPanel({ label, heading, page, what, error, onRetry, onClose, children }: DetailPanelProps) {
  return (
    <SidePanel label={label} heading={heading} actions={<Tooltip label="Open as a page">{page}</Tooltip>} onClose={onClose}>
      {children === undefined && error !== null && <ProblemNotice error={error} during={`Loading ${what}`} onRetry={onRetry} />}
      {children === undefined && error === null && <Ghost />}
      {children}
    </SidePanel>
  )
}

function Ghost() {
  return (
    <Stack gap="md">
      <Skeleton height={24} width="80%" />
      <Skeleton height={16} width="50%" />
      <Skeleton height={90} />
      <Skeleton height={120} />
      <Skeleton height={160} />
    </Stack>
  )
}
