import { Button, Skeleton } from '@mantine/core'
import { IconDownload, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { UploadDetail } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TroubleNotice } from '../../components/trouble-notice.tsx'
import { formatNumber } from '../../format/number.ts'
import operations from '../operations/operations.module.css'
import { actorName } from '../session/actor-name.ts'
import { useMayOn } from '../session/queries.ts'
import { uploadQuery, useConfirmUpload } from './queries.ts'
import { UploadStateLabel } from './upload-state.tsx'
import { placeOf, reasonWords } from './words.ts'

const route = getRouteApi('/uploads/$uploadId')

export function UploadPage() {
  const { uploadId } = route.useParams()
  const { data: upload, error, refetch } = useQuery(uploadQuery(uploadId))

  return (
    <Page
      title={upload === undefined ? 'Upload' : `${placeOf(upload)} to ${upload.exporter.label}`}
      trail={<Link to="/uploads">Uploads</Link>}
      lead={upload && <UploadStateLabel upload={upload} />}
      actions={upload && <Actions upload={upload} />}
    >
      {error !== null && <ProblemNotice error={error} during="Loading the upload" onRetry={() => void refetch()} />}
      {upload === undefined ? error === null && <Skeleton height={280} radius={10} /> : <Body upload={upload} />}
    </Page>
  )
}

function Actions({ upload }: { readonly upload: UploadDetail }) {
  const may = useMayOn('maintainer')
  const confirm = useConfirmUpload()

  return (
    <>
      {confirm.error !== null && <ProblemNotice error={confirm.error} kept="The preview is as it was." />}
      {upload.documentKept && (
        <Button
          component="a"
          variant="default"
          href={`/api/v1/uploads/${upload.id}/document`}
          download
          leftSection={<IconDownload size={15} />}
        >
          Download
        </Button>
      )}
      {upload.stage === 'held' && (
        <Button
          leftSection={<IconSend size={15} />}
          disabled={!may}
          loading={confirm.isPending}
          onClick={() => confirm.mutate(upload.id)}
        >
          Send it like this
        </Button>
      )}
    </>
  )
}

function Body({ upload }: { readonly upload: UploadDetail }) {
  const counts = Object.entries(upload.counts)
  const trouble =
    upload.state === 'failure' || upload.state === 'timed-out' || upload.state === 'not-sent' || upload.state === 'skipped'

  return (
    <>
      {trouble && upload.info !== null && (
        <TroubleNotice trouble={{ kind: upload.state ?? '', message: upload.info, remedy: upload.remedy, field: null }} />
      )}
      <div className={operations.grid}>
        <div className={operations.stack}>
          <Card title="What it says over there">
            {counts.length === 0 && (trouble || upload.info === null) ? (
              <p className={operations.dim}>Nothing yet.</p>
            ) : (
              <Facts
                facts={[
                  ...(trouble || upload.info === null ? [] : [{ name: 'It says', value: upload.info }]),
                  ...counts.map(([name, count]) => ({ name, value: formatNumber(count) })),
                ]}
              />
            )}
          </Card>
          <LeftOut upload={upload} />
        </div>
        <Card title="Facts">
          <Facts facts={factsOf(upload)} />
        </Card>
      </div>
    </>
  )
}

function LeftOut({ upload }: { readonly upload: UploadDetail }) {
  if (upload.leftOut === 0) return null

  return (
    <Card title={`Left out: ${formatNumber(upload.leftOut)}`} form="flush">
      {upload.leftOutFindings.map(({ finding, reason }) => (
        <Link
          key={finding}
          to="/vulnerabilities/$vulnerabilityId"
          params={{ vulnerabilityId: finding }}
          className={operations.line}
        >
          <span className={operations.lineName}>{reason}</span>
          <code>{finding}</code>
        </Link>
      ))}
    </Card>
  )
}

function factsOf(upload: UploadDetail): readonly Fact[] {
  const time = (at: string | null, otherwise: string) => (at === null ? otherwise : <RelativeTime at={at} />)
  return [
    {
      name: 'Repository',
      value: (
        <Link to="/repositories/$repositoryId" params={{ repositoryId: upload.repository.id }} className={operations.link}>
          {upload.repository.name}
        </Link>
      ),
    },
    { name: 'Branch', value: upload.branch },
    ...(upload.formerBranches.length === 0 ? [] : [{ name: 'Emptied with it', value: upload.formerBranches.join(', ') }]),
    {
      name: 'Exporter',
      value: (
        <Link to="/integrations/$connectionId" params={{ connectionId: upload.exporter.id }} className={operations.link}>
          {upload.exporter.label}
        </Link>
      ),
    },
    { name: 'Family', value: upload.family },
    { name: 'Why', value: reasonWords[upload.reason] + (upload.repeats ? ', the state before once more' : '') },
    ...(upload.requestedBy === null ? [] : [{ name: 'Asked for by', value: actorName(upload.requestedBy) }]),
    { name: 'Findings', value: upload.findings === null ? 'Being written' : formatNumber(upload.findings) },
    ...(upload.size === null ? [] : [{ name: 'Bytes', value: formatNumber(upload.size) }]),
    { name: 'State taken', value: time(upload.takenAt, 'Not yet') },
    { name: 'Sent', value: time(upload.sentAt, 'Not yet') },
    { name: 'Ended', value: time(upload.endedAt, 'Not yet') },
    ...(upload.nextAt === null ? [] : [{ name: 'Goes on', value: <RelativeTime key="next" at={upload.nextAt} /> }]),
    ...(upload.tries > 1 ? [{ name: 'Tries', value: formatNumber(upload.tries) }] : []),
    { name: 'Id', value: <code key="id">{upload.id}</code> },
  ]
}
