import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Repository } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityTiles } from '../../components/severity-counts.tsx'
import { sentenceCase } from '../../format/words.ts'
import { DownloadMenu } from '../documents/download-menu.tsx'
import { ImageList } from '../images/image-list.tsx'
import { RecordQueue } from '../records/record-queue.tsx'
import { RemediationList } from '../remediations/remediation-list.tsx'
import { RepositoryExports } from '../uploads/repository-exports.tsx'
import { repositoryQuery } from './queries.ts'
import classes from './repositories.module.css'

const route = getRouteApi('/repositories/$repositoryId')

export function RepositoryPage() {
  const { repositoryId } = route.useParams()
  const { data: repository, error, refetch } = useQuery(repositoryQuery(repositoryId))

  return (
    <Page
      title={repository?.name ?? 'Repository'}
      trail={<Link to="/repositories">Repositories</Link>}
      lead={repository && <ExternalLink href={repository.url}>{repository.host}</ExternalLink>}
      actions={
        repository && (
          <>
            <DownloadMenu of={`/repositories/${repository.id}`} />
            <ButtonLink to="/vulnerabilities" search={{ repository: [repository.id] }} variant="default">
              See its vulnerabilities
            </ButtonLink>
          </>
        )
      }
    >
      {error !== null && <ProblemNotice error={error} during="Loading the repository" onRetry={() => void refetch()} />}
      {repository === undefined ? (
        error === null && <Skeleton height={320} radius={10} />
      ) : (
        <>
          <SeverityTiles counts={repository.open} narrowed={{ repository: [repository.id] }} />
          <div className={classes.columns}>
            <Card title="Records that lead here" form="flush">
              <RecordQueue filters={{ repository: [repository.id] }} empty="No record leads here." form="card" />
            </Card>
            <Card title="Facts">
              <Facts facts={facts(repository)} />
            </Card>
          </div>
          <Card title="What to change" form="flush">
            <RemediationList filters={{ repository: [repository.id] }} empty="No change is known that closes anything here." />
          </Card>
          <RepositoryExports repositoryId={repository.id} />
          <Card title="Container images" form="flush">
            <ImageList filters={{ repository: [repository.id] }} empty="No image is built or reported here." />
          </Card>
        </>
      )}
    </Page>
  )
}

function facts(repository: Repository): readonly Fact[] {
  return [
    {
      name: 'Product',
      value:
        repository.product === null ? (
          'None'
        ) : (
          <Link to="/products/$productId" params={{ productId: repository.product.id }} className={classes.link}>
            {repository.product.name}
          </Link>
        ),
    },
    { name: 'Default branch', value: repository.defaultBranch ?? 'None: it is empty' },
    { name: 'Visibility', value: sentenceCase(repository.visibility) },
    ...(repository.archived ? [{ name: 'Archived', value: 'Yes' }] : []),
    { name: 'Listed by', value: repository.sources.map((source) => source.label).join(', ') || 'Nobody any more' },
    { name: 'First seen', value: <RelativeTime at={repository.firstSeenAt} /> },
    { name: 'Last seen', value: <RelativeTime at={repository.lastSeenAt} /> },
    ...(repository.missingSince === null
      ? []
      : [{ name: 'Missing since', value: <RelativeTime at={repository.missingSince} /> }]),
    ...(repository.topics.length === 0
      ? []
      : [
          {
            name: 'Topics',
            value: (
              <span className={classes.topics}>
                {repository.topics.map((topic) => (
                  <span key={topic} className={classes.topic}>
                    {topic}
                  </span>
                ))}
              </span>
            ),
          },
        ]),
  ]
}
