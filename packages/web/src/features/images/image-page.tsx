import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ImageDetail } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityTiles } from '../../components/severity-counts.tsx'
import operations from '../operations/operations.module.css'
import { RemediationList } from '../remediations/remediation-list.tsx'
import classes from '../repositories/repositories.module.css'
import { imageQuery } from './queries.ts'
import { SourceCard } from './source-card.tsx'

const route = getRouteApi('/images/$imageId')

export function ImagePage() {
  const { imageId } = route.useParams()
  const { data: image, error, refetch } = useQuery(imageQuery(imageId))

  return (
    <Page
      title={image?.name ?? 'Image'}
      trail={<Link to="/images">Images</Link>}
      lead={image && (image.registry === null ? 'No scanner tells its registry' : `Container image in ${image.registry}`)}
      actions={
        image && (
          <ButtonLink to="/vulnerabilities" search={{ image: [image.id] }} variant="default">
            See its vulnerabilities
          </ButtonLink>
        )
      }
    >
      {error !== null && <ProblemNotice error={error} during="Loading the image" onRetry={() => void refetch()} />}
      {image === undefined ? (
        error === null && <Skeleton height={320} radius={10} />
      ) : (
        <>
          <SeverityTiles counts={image.open} narrowed={{ image: [image.id] }} />
          <div className={classes.columns}>
            <SourceCard key={image.id} image={image} />
            <Card title="Facts">
              <Facts facts={facts(image)} />
            </Card>
          </div>
          <Card title="What to change" form="flush">
            <RemediationList filters={{ image: [image.id] }} empty="No change is known that closes anything in it." />
          </Card>
          <div className={classes.columns}>
            <Card title="Tags and digests seen" form="flush">
              <Versions image={image} />
            </Card>
            <Card title="Records that see it" form="flush">
              <Records image={image} />
            </Card>
          </div>
        </>
      )}
    </Page>
  )
}

function Versions({ image }: { readonly image: ImageDetail }) {
  if (image.seen.length === 0) return <div className={operations.line}>No scanner tells a tag or a digest.</div>
  return (
    <>
      {image.seen.map(({ tag, digest, firstSeenAt }) => (
        <div key={`${tag} ${digest}`} className={operations.line}>
          <span className={operations.lineName}>{tag ?? 'no tag'}</span>
          {digest !== null && <MiddleText>{digest}</MiddleText>}
          <span className={operations.lineTime}>
            <RelativeTime at={firstSeenAt} />
          </span>
        </div>
      ))}
    </>
  )
}

function Records({ image }: { readonly image: ImageDetail }) {
  if (image.records.length === 0) return <div className={operations.line}>No record sees it any more.</div>
  return (
    <>
      {image.records.map(({ record, connection, isImage }) => (
        <Link
          key={record.id}
          to="/records"
          search={{ connection: [connection.id], q: record.name }}
          className={operations.line}
        >
          <span className={operations.lineName}>{record.name}</span>
          <span className={operations.lineTime}>{isImage ? connection.label : `${connection.label}, holds it`}</span>
        </Link>
      ))}
    </>
  )
}

function facts(image: ImageDetail): readonly Fact[] {
  return [
    {
      name: 'Product',
      value:
        image.product === null ? (
          'None'
        ) : (
          <Link to="/products/$productId" params={{ productId: image.product.id }} className={classes.link}>
            {image.product.name}
          </Link>
        ),
    },
    { name: 'Registry', value: image.registry ?? 'Not told' },
    { name: 'Name there', value: image.path },
    ...(image.baseImages.length === 0 ? [] : [{ name: 'Built on', value: <code>{image.baseImages.join(', ')}</code> }]),
    ...(image.label === null ? [] : [{ name: 'Its labels say', value: <MiddleText>{image.label.url}</MiddleText> }]),
    { name: 'First seen', value: <RelativeTime at={image.firstSeenAt} /> },
  ]
}
