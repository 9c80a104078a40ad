import { Button, Modal, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VendorRecord } from '../../api/types.ts'
import { Picker } from '../../components/picker.tsx'
import { formatCount } from '../../format/number.ts'
import integration from '../integrations/integrations.module.css'
import { productSearchQuery, productTypesQuery } from '../products/queries.ts'
import { repositorySearchQuery } from '../repositories/queries.ts'
import { MapEffect } from './map-effect.tsx'
import type { MapTarget } from './queries.ts'
import type { RunRecordChanges } from './use-record-actions.ts'

const ways = ['repository', 'image', 'product', 'new-product'] as const
type Way = (typeof ways)[number]

interface MapDialogProps {
  readonly records: readonly VendorRecord[]
  readonly onClose: () => void
  readonly onMap: RunRecordChanges
}

/** Where one or many records shall lead: a repository, a product, a new product, or, for images, where they are built. */
export function MapDialog({ records, onClose, onMap }: MapDialogProps) {
  const [first] = records
  const proposed = first?.suggestion?.repository ?? first?.mapping?.repository ?? null
  const [way, setWay] = useState<Way>('repository')
  const [repositoryId, setRepositoryId] = useState<string | null>(records.length === 1 ? (proposed?.id ?? null) : null)
  const [branch, setBranch] = useState(first?.mapping?.branch ?? '')
  const [productId, setProductId] = useState<string | null>(null)
  const [name, setName] = useState(first?.name ?? '')
  const [productTypeId, setProductTypeId] = useState<string | null>(null)
  const types = useQuery({ ...productTypesQuery, enabled: way === 'new-product' })
  const target = targetOf({ way, repositoryId, branch, productId, name, productTypeId })
  const title = records.length === 1 ? `Map “${first?.name}”` : `Map ${formatCount(records.length, 'record')}`

  function submit(): void {
    if (target === null) return
    onMap(
      records.map(({ id }) => ({ kind: 'map', id, target })),
      records.length === 1 ? `Mapped ${first?.name}` : 'Mapped',
    )
  }

  return (
    <Modal opened onClose={onClose} title={title} size={520} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          <SegmentedControl
            aria-label="Map to"
            value={way}
            onChange={(value) => setWay(ways.find((each) => each === value) ?? 'repository')}
            data={[
              { value: 'repository', label: 'Repository' },
              ...(records.every(({ image }) => image !== null) ? [{ value: 'image', label: 'As an image' }] : []),
              { value: 'product', label: 'Product' },
              { value: 'new-product', label: 'New product' },
            ]}
          />
          {way === 'repository' && (
            <>
              <Picker
                label="Repository"
                placeholder="Find a repository"
                value={repositoryId}
                known={proposed === null ? [] : [{ value: proposed.id, label: proposed.name }]}
                onChange={setRepositoryId}
                search={repositorySearchQuery}
              />
              <TextInput
                label="Branch"
                description="The scanner’s branch, when it is not the default one."
                placeholder={first?.clue?.defaultBranch ?? 'Default branch'}
                value={branch}
                onChange={(event) => setBranch(event.currentTarget.value)}
              />
            </>
          )}
          {way === 'image' && (
            <Text size="sm" c="dimmed">
              To the repository that builds it, now or as soon as that is known. Until then to the image itself.
            </Text>
          )}
          {way === 'product' && (
            <Picker
              label="Product"
              placeholder="Find a product"
              value={productId}
              known={[]}
              onChange={setProductId}
              search={productSearchQuery}
            />
          )}
          {way === 'new-product' && (
            <>
              <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
              <Select
                label="Product type"
                placeholder="The scanner’s own"
                clearable
                data={(types.data ?? []).map((type) => ({ value: type.id, label: type.name }))}
                value={productTypeId}
                onChange={setProductTypeId}
              />
            </>
          )}
          {target !== null && <MapEffect records={records} target={target} />}
          <div className={integration.footer}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={target === null}>
              Map
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}

interface Chosen {
  readonly way: Way
  readonly repositoryId: string | null
  readonly branch: string
  readonly productId: string | null
  readonly name: string
  readonly productTypeId: string | null
}

function targetOf(chosen: Chosen): MapTarget | null {
  const branch = chosen.branch.trim()
  if (chosen.way === 'repository') {
    if (chosen.repositoryId === null) return null
    return branch === '' ? { repositoryId: chosen.repositoryId } : { repositoryId: chosen.repositoryId, branch }
  }
  if (chosen.way === 'image') return { image: true }
  if (chosen.way === 'product') return chosen.productId === null ? null : { productId: chosen.productId }
  const name = chosen.name.trim()
  if (name === '') return null
  return { newProduct: chosen.productTypeId === null ? { name } : { name, productTypeId: chosen.productTypeId } }
}
