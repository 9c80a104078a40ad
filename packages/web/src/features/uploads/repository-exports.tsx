import { Button, Group, Skeleton } from '@mantine/core'
import { IconEye, IconSend } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { UpcomingUpload } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import operations from '../operations/operations.module.css'
import { useMayOn } from '../session/queries.ts'
import { upcomingUploadsQuery, useExport } from './queries.ts'
import { UploadStateLabel } from './upload-state.tsx'
import { outcomeSentences, slotWords, whyNext } from './words.ts'

/** Where a repository is exported, when it leaves next, and a way to send it now. Nothing where it is not exported. */
export function RepositoryExports({ repositoryId }: { readonly repositoryId: string }) {
  const may = useMayOn('maintainer')
  const list = useInfiniteQuery(upcomingUploadsQuery({ repository: [repositoryId] }))
  const send = useExport(repositoryId)
  const rows = rowsOf(list.data)
  if (list.isPending) return <Skeleton height={88} radius={10} />
  if (rows.length === 0) return null
  const outcomes = send.data === undefined ? [] : outcomeSentences(send.data, send.variables?.preview === true)

  return (
    <Card
      title="Exports"
      form="flush"
      aside={
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconEye size={14} />}
            disabled={!may}
            loading={send.isPending && send.variables.preview}
            onClick={() => send.mutate({ preview: true })}
          >
            Preview
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconSend size={14} />}
            disabled={!may}
            loading={send.isPending && !send.variables.preview}
            onClick={() => send.mutate({ preview: false })}
          >
            Send now
          </Button>
        </Group>
      }
    >
      {send.error !== null && <ProblemNotice error={send.error} />}
      <div role="status">
        {outcomes.map((sentence) => (
          <div key={sentence} className={operations.line}>
            {sentence}
          </div>
        ))}
      </div>
      {rows.map((row) => (
        <Row key={`${row.exporter.id} ${row.family} ${row.slice.number}`} row={row} />
      ))}
    </Card>
  )
}

function Row({ row }: { readonly row: UpcomingUpload }) {
  return (
    <div className={operations.line}>
      <span className={operations.lineName}>
        {`${row.exporter.label} · ${row.family}`}
        <span className={operations.lineCounts}>{`${whyNext(row)} · ${slotWords(row)}`}</span>
      </span>
      {row.last !== null && (
        <Link to="/uploads/$uploadId" params={{ uploadId: row.last.id }}>
          <UploadStateLabel upload={{ ...row.last, word: null }} />
        </Link>
      )}
      <span className={operations.lineTime}>{row.nextAt !== null && <RelativeTime at={row.nextAt} />}</span>
    </div>
  )
}
