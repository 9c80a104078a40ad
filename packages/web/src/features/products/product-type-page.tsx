import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityTally } from '../../components/severity-counts.tsx'
import { formatNumber } from '../../format/number.ts'
import { ProfileChoice } from '../scan-profiles/profile-choice.tsx'
import { useMay, useMayOn } from '../session/queries.ts'
import { Members } from './members.tsx'
import { ProductTypeDialog } from './product-type-dialog.tsx'
import { productTypeQuery } from './queries.ts'

const route = getRouteApi('/products/types/$productTypeId')

/** What the products of one type add up to, and who has a role on them. */
export function ProductTypePage() {
  const { productTypeId } = route.useParams()
  const { data: type, error, refetch } = useQuery(productTypeQuery(productTypeId))
  const may = useMay('maintainer')
  const [opened, dialog] = useDisclosure(false)
  const seesMembers = useMayOn('maintainer', productTypeId)

  return (
    <Page
      title={type?.name ?? 'Product type'}
      trail={<Link to="/products/types">Product types</Link>}
      lead={type?.description ?? undefined}
      actions={
        type && (
          <>
            <Button variant="default" disabled={!may} onClick={dialog.open}>
              Change
            </Button>
            <ButtonLink to="/products" search={{ productType: [type.id] }}>
              See its products
            </ButtonLink>
          </>
        )
      }
    >
      {error !== null && <ProblemNotice error={error} during="Loading the product type" onRetry={() => void refetch()} />}
      {type === undefined ? (
        error === null && <Skeleton height={200} radius={10} />
      ) : (
        <>
          <Card title="Facts">
            <Facts
              facts={[
                { name: 'Open vulnerabilities', value: <SeverityTally counts={type.open} /> },
                { name: 'Highest risk', value: type.riskScore ?? 'None' },
                { name: 'Products', value: formatNumber(type.products) },
                { name: 'Repositories', value: formatNumber(type.repositories) },
                { name: 'Container images', value: formatNumber(type.images) },
                { name: 'Records', value: formatNumber(type.records) },
                { name: 'Created', value: <RelativeTime at={type.createdAt} /> },
              ]}
            />
          </Card>
          <ProfileChoice key={type.id} of="product-type" id={type.id} choice={type.scanProfile} productType={type.name} />
          {seesMembers && <Members productTypeId={type.id} />}
          {opened && <ProductTypeDialog type={type} onClose={dialog.close} />}
        </>
      )}
    </Page>
  )
}
