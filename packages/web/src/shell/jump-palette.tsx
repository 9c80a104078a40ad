import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { SeverityMark } from '../components/severity.tsx'
import { vulnerabilitySearchQuery } from '../features/vulnerabilities/queries.ts'
import classes from './jump-palette.module.css'
import { type Destination, destinations, explanation } from './navigation.ts'

/** Ctrl K: pages by name, vulnerabilities by identifier, package or title. */
export function JumpPalette() {
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 180)
  const search = useQuery({ ...vulnerabilitySearchQuery(settled), enabled: settled.length >= 2 })
  const pages = [...destinations, explanation].filter((page) => matches(page, query))
  const found = settled.length >= 2 ? (search.data?.items ?? []) : []
  const busy = query.trim() !== settled || search.isFetching

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K', '/']}
      scrollable
      attributes={{ content: { 'aria-label': 'Search or jump to' } }}
      maxHeight={440}
      transitionProps={{ duration: 80 }}
      overlayProps={{ backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        placeholder="A page, a CVE, a package…"
        aria-label="Search or jump to"
        leftSection={<IconSearch size={18} stroke={1.7} />}
      />
      <Spotlight.ActionsList>
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {pages.map(({ to, label, icon: IconOf }) => (
              <Spotlight.Action
                key={to}
                label={label}
                leftSection={<IconOf size={18} stroke={1.7} />}
                onClick={() => navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Vulnerabilities">
            {found.map((item) => (
              <Spotlight.Action
                key={item.id}
                className={classes.action}
                onClick={() => navigate({ to: '/vulnerabilities/$vulnerabilityId', params: { vulnerabilityId: item.id } })}
              >
                <SeverityMark severity={item.severity} />
                <span className={classes.name}>{item.name}</span>
                <span className={classes.title}>{item.package?.name ?? item.title}</span>
                <span className={classes.asset}>{item.asset}</span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length === 0 && found.length === 0 && (
          <Spotlight.Empty>{busy ? 'Searching…' : `Nothing found for “${settled}”`}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function matches(page: Destination, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return [page.label, ...page.keywords].some((word) => word.toLowerCase().includes(wanted))
}
