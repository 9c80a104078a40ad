import type { ErrorComponentProps } from '@tanstack/react-router'
import { Page } from '../components/page.tsx'
import { ProblemNotice } from '../components/problem-notice.tsx'

/** What a page shows when it breaks while drawing; the rest of the app stays usable. */
export function PageError({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="This page broke">
      <ProblemNotice error={error} kept="Nothing was changed, and the other pages still work." onRetry={reset} />
    </Page>
  )
}
