import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { Product } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityTally, SeverityTiles } from '../../components/severity-counts.tsx'
import { formatNumber } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import { DownloadMenu } from '../documents/download-menu.tsx'
import { ImageList } from '../images/image-list.tsx'
import operations from '../operations/operations.module.css'
import { RecordQueue } from '../records/record-queue.tsx'
import { RemediationList } from '../remediations/remediation-list.tsx'
import { repositoriesQuery } from '../repositories/queries.ts'
import classes from '../repositories/repositories.module.css'
import { ProfileChoice } from '../scan-profiles/profile-choice.tsx'
import { useMayOn } from '../session/queries.ts'
import { ProductDialog } from './product-dialog.tsx'
import { productQuery, useRemoveProduct } from './queries.ts'

const route = getRouteApi('/products/$productId')

export function ProductPage() {
  const { productId } = route.useParams()
  const { data: product, error, refetch } = useQuery(productQuery(productId))

  return (
    <Page
      title={product?.name ?? 'Product'}
      trail={<Link to="/products">Products</Link>}
      lead={product?.description ?? product?.type.name}
      actions={product && <Actions product={product} />}
    >
      {error !== null && <ProblemNotice error={error} during="Loading the product" onRetry={() => void refetch()} />}
      {product === undefined ? (
        error === null && <Skeleton height={320} radius={10} />
      ) : (
        <>
          <SeverityTiles counts={product.open} narrowed={{ product: [product.id] }} />
          <div className={classes.columns}>
            <div className={operations.stack}>
              <Card title="Repositories" form="flush">
                <Repositories product={product.id} />
              </Card>
              <ProfileChoice
                key={product.id}
                of="product"
                id={product.id}
                choice={product.scanProfile}
                productType={product.type.name}
              />
            </div>
            <Card title="Facts">
              <Facts facts={facts(product)} />
            </Card>
          </div>
          <Card
            title="What to change"
            form="flush"
            aside={
              <Link to="/remediations/metrics" search={{ product: product.id }} className={classes.link}>
                How it goes
              </Link>
            }
          >
            <RemediationList filters={{ product: [product.id] }} empty="No change is known that closes anything here." />
          </Card>
          <Card title="Container images" form="flush">
            <ImageList filters={{ product: [product.id] }} empty="No image belongs to it." />
          </Card>
          <Card title="Records that lead here" form="flush">
            <RecordQueue filters={{ product: [product.id] }} empty="No record leads here." form="card" />
          </Card>
        </>
      )}
    </Page>
  )
}

function Actions({ product }: { readonly product: Product }) {
  const may = useMayOn('maintainer', product.type.id)
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure(false)
  const remove = useRemoveProduct(product.id)

  function ask(): void {
    modals.openConfirmModal({
      title: `Remove “${product.name}”?`,
      children: 'Records that lead here become stale and keep their findings; its repositories belong to nobody then.',
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => remove.mutate(undefined, { onSuccess: () => void navigate({ to: '/products' }) }),
    })
  }

  return (
    <>
      {remove.error !== null && <ProblemNotice error={remove.error} kept="The product is still here." />}
      <DownloadMenu of={`/products/${product.id}`} />
      <Button variant="default" disabled={!may} loading={remove.isPending} onClick={ask}>
        Remove…
      </Button>
      <Button variant="default" disabled={!may} onClick={dialog.open}>
        Change
      </Button>
      <ButtonLink to="/vulnerabilities" search={{ product: [product.id] }}>
        See its vulnerabilities
      </ButtonLink>
      {opened && <ProductDialog product={product} onClose={dialog.close} />}
    </>
  )
}

function Repositories({ product }: { readonly product: string }) {
  const list = useInfiniteQuery(repositoriesQuery({ product: [product] }))
  const rows = rowsOf(list.data)
  if (list.isPending) return <Skeleton height={88} m="md" />
  if (rows.length === 0) return <div className={operations.line}>No repository belongs to it yet.</div>

  return (
    <>
      {rows.map((repository) => (
        <Link
          key={repository.id}
          to="/repositories/$repositoryId"
          params={{ repositoryId: repository.id }}
          className={operations.line}
        >
          <span className={operations.lineName}>{repository.name}</span>
          <SeverityTally counts={repository.open} />
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

function facts(product: Product): readonly Fact[] {
  return [
    {
      name: 'Type',
      value: (
        <Link to="/products/types/$productTypeId" params={{ productTypeId: product.type.id }} className={classes.link}>
          {product.type.name}
        </Link>
      ),
    },
    { name: 'Owner', value: product.owner ?? 'Nobody yet' },
    { name: 'Criticality', value: sentenceCase(product.criticality) },
    ...(product.environment === null ? [] : [{ name: 'Environment', value: product.environment }]),
    ...(product.tags.length === 0 ? [] : [{ name: 'Tags', value: product.tags.join(', ') }]),
    { name: 'Highest risk', value: product.riskScore ?? 'None' },
    {
      name: 'Overdue',
      value:
        product.overdue === 0 ? (
          'Nothing'
        ) : (
          <Link to="/vulnerabilities" search={{ product: [product.id], overdue: true, sort: 'dueAt' }} className={classes.link}>
            {formatNumber(product.overdue)}
          </Link>
        ),
    },
    { name: 'Created', value: <RelativeTime at={product.createdAt} /> },
    { name: 'Changed', value: <RelativeTime at={product.updatedAt} /> },
  ]
}
