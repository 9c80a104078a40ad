import { Button, FileButton, Group, Skeleton, Stack, Switch, TextInput } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconClockExclamation, IconPlayerPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { Feed, HubSettings } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { type Tone, ToneLabel } from '../../components/tone.tsx'
import { formatNumber } from '../../format/number.ts'
import { formatDay } from '../../format/time.ts'
import { SaveBar } from '../connections/save-bar.tsx'
import { useMay } from '../session/queries.ts'
import { hubSettingsQuery, useUpdateHubSettings } from '../settings/queries.ts'
import { feedsQuery, useImportFeed, useRefreshFeed } from './queries.ts'

/** The public facts that priority rests on: how old they are, where they come from, and a file in their place. */
export function Feeds() {
  const feeds = useQuery(feedsQuery)
  const settings = useQuery(hubSettingsQuery)
  const error = feeds.error ?? settings.error
  if (error !== null) {
    return (
      <ProblemNotice
        error={error}
        during="Loading the feeds"
        onRetry={() => void Promise.all([feeds.refetch(), settings.refetch()])}
      />
    )
  }
  if (feeds.data === undefined || settings.data === undefined) return <Skeleton height={320} radius={10} />
  const given = settings.data
  return (
    <Stack gap="md">
      {feeds.data.map((feed) => (
        <FeedCard key={feed.id} feed={feed} settings={given} />
      ))}
    </Stack>
  )
}

const states: Readonly<
  Record<Feed['state'], { readonly tone: Tone; readonly icon: typeof IconCircleCheck; readonly word: string }>
> = {
  current: { tone: 'good', icon: IconCircleCheck, word: 'Current' },
  stale: { tone: 'warning', icon: IconClockExclamation, word: 'Old' },
  never: { tone: 'neutral', icon: IconCircleDashed, word: 'Nothing read yet' },
  off: { tone: 'neutral', icon: IconPlayerPause, word: 'Switched off' },
}

interface FeedCardProps {
  readonly feed: Feed
  readonly settings: HubSettings
}

function FeedCard({ feed, settings: { feeds } }: FeedCardProps) {
  const may = useMay('owner')
  const refresh = useRefreshFeed()
  const upload = useImportFeed()
  const { tone, icon, word } = states[feed.state]

  return (
    <Card
      title={feed.name}
      aside={
        <ToneLabel tone={tone} icon={icon}>
          {word}
        </ToneLabel>
      }
    >
      <Stack gap="md">
        <Facts facts={factsOf(feed)} />
        {feed.problem !== null && (
          <p>
            The last try brought nothing: {feed.problem} {feed.rows !== null && 'What was read before stays in use.'}
          </p>
        )}
        {refresh.error !== null && <ProblemNotice error={refresh.error} />}
        {upload.error !== null && <ProblemNotice error={upload.error} kept="What was read before stays in use." />}
        <Source key={feed.id} id={feed.id} feeds={feeds} />
        <Group gap="sm">
          <Button variant="default" disabled={!may} loading={refresh.isPending} onClick={() => refresh.mutate(feed.id)}>
            Ask now
          </Button>
          <FileButton onChange={(file) => file !== null && upload.mutate({ id: feed.id, file })} disabled={!may}>
            {(props) => (
              <Button variant="default" disabled={!may} loading={upload.isPending} {...props}>
                Import a file…
              </Button>
            )}
          </FileButton>
          <span role="status">
            {refresh.isSuccess && 'Asked for.'}
            {upload.isSuccess && `${formatNumber(upload.data.rows)} rows are held now.`}
          </span>
        </Group>
      </Stack>
    </Card>
  )
}

function factsOf(feed: Feed): readonly Fact[] {
  return [
    { name: 'Rows', value: feed.rows === null ? 'none' : formatNumber(feed.rows) },
    ...(feed.version === null ? [] : [{ name: 'Edition', value: feed.version }]),
    ...(feed.dataAt === null ? [] : [{ name: 'Data of', value: formatDay(feed.dataAt) }]),
    ...(feed.fetchedAt === null
      ? []
      : [
          {
            name: feed.source === 'file' ? 'From a file' : 'Known to be the newest',
            value: <RelativeTime at={feed.fetchedAt} />,
          },
        ]),
    ...(feed.triedAt === null ? [] : [{ name: 'Last try', value: <RelativeTime at={feed.triedAt} /> }]),
  ]
}

const addresses = { kev: 'kevAddress', epss: 'epssAddress', osv: 'osvAddress' } as const

function Source({ id, feeds }: { readonly id: Feed['id']; readonly feeds: HubSettings['feeds'] }) {
  const may = useMay('owner')
  const update = useUpdateHubSettings()
  const [on, setOn] = useState(feeds[id])
  const [address, setAddress] = useState(feeds[addresses[id]])

  function save(event: FormEvent): void {
    event.preventDefault()
    update.mutate({ feeds: { [id]: on, [addresses[id]]: address.trim() } })
  }

  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm" maw={640}>
        <Switch label="Ask for it" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} disabled={!may} />
        <TextInput
          label="Address"
          description="A mirror of your own works as well."
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={fieldMessage(update.error, `feeds.${addresses[id]}`)}
          disabled={!may}
        />
        <SaveBar pending={update.isPending} saved={update.isSuccess} error={update.error} disabled={!may} />
      </Stack>
    </form>
  )
}
