import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import { SeverityTally } from '../../components/severity-counts.tsx'
import operations from '../operations/operations.module.css'
import { type ImageFilters, imagesQuery } from './queries.ts'

interface ImageListProps {
  readonly filters: ImageFilters
  readonly empty: string
}

/** Images in a card of another page. */
export function ImageList({ filters, empty }: ImageListProps) {
  const list = useInfiniteQuery(imagesQuery(filters))
  const rows = rowsOf(list.data)
  if (list.isPending) return <Skeleton height={88} m="md" />
  if (rows.length === 0) return <div className={operations.line}>{empty}</div>

  return (
    <>
      {rows.map((image) => (
        <Link key={image.id} to="/images/$imageId" params={{ imageId: image.id }} className={operations.line}>
          <span className={operations.lineName}>{image.name}</span>
          <SeverityTally counts={image.open} />
        </Link>
      ))}
      {list.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}
