import { IconMapOff } from '@tabler/icons-react'
import { EmptyState } from '../components/empty-state.tsx'
import { ButtonLink } from '../components/links.tsx'
import { Page } from '../components/page.tsx'

export function NotFoundPage() {
  return (
    <Page title="Nothing here">
      <EmptyState icon={IconMapOff} title="This address leads nowhere" action={<ButtonLink to="/">Go home</ButtonLink>}>
        The page may have moved, or the link was cut short. Nothing was lost.
      </EmptyState>
    </Page>
  )
}
