import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconListCheck, IconPlus, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { rowsOf } from '../../api/pages.ts'
import type { ImageRule } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatNumber } from '../../format/number.ts'
import { useMay } from '../session/queries.ts'
import { ImageRuleDialog } from './image-rule-dialog.tsx'
import { imageRulesQuery, useMoveImageRule, useRemoveImageRule } from './queries.ts'

/** Where images are built, by patterns. */
export function ImageRulesPage() {
  const may = useMay('maintainer')
  const list = useInfiniteQuery(imageRulesQuery)
  const move = useMoveImageRule()
  const remove = useRemoveImageRule()
  const [dialog, setDialog] = useState<{ readonly rule: ImageRule | null } | null>(null)
  const rows = rowsOf(list.data)
  const error = move.error ?? remove.error
  const busy = move.isPending || remove.isPending
  const columns = useMemo(
    () => ruleColumns({ may: may && !busy, last: rows.at(-1)?.id, move: move.mutate, remove: remove.mutate }),
    [may, busy, rows, move.mutate, remove.mutate],
  )

  return (
    <Page
      title="Image rules"
      trail={<Link to="/images">Images</Link>}
      lead="Where images are built that nobody told of one by one. Tried in this order; the first that fits decides, at once."
      form="fill"
      actions={
        <Button leftSection={<IconPlus size={15} />} disabled={!may} onClick={() => setDialog({ rule: null })}>
          New rule
        </Button>
      }
    >
      {error !== null && <ProblemNotice error={error} kept="The rules are as they were." />}
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the rules" onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Image rules"
          columns={columns}
          rows={rows}
          rowId={(rule) => rule.id}
          rowName={(rule) => rule.repository.name}
          state={list.isPending ? 'loading' : 'ready'}
          onActivate={may ? (rule) => setDialog({ rule }) : undefined}
          more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          empty={
            <EmptyState icon={IconListCheck} title="No image rules yet">
              A rule says for many images at once where they are built: everything called acme/shop-* in acme/shop, for example.
            </EmptyState>
          }
        />
      )}
      {dialog !== null && <ImageRuleDialog rule={dialog.rule} onClose={() => setDialog(null)} />}
    </Page>
  )
}

interface RuleColumnsInput {
  readonly may: boolean
  /** Id of the rule that is tried last. */
  readonly last: string | undefined
  readonly move: (step: { readonly id: string; readonly position: number }) => void
  readonly remove: (id: string) => void
}

function ruleColumns({ may, last, move, remove }: RuleColumnsInput): readonly Column<ImageRule>[] {
  return [
    { id: 'position', header: 'Order', width: '60px', align: 'end', cell: (rule) => formatNumber(rule.position) },
    { id: 'registry', header: 'Registry', width: 'minmax(100px, 1fr)', cell: (rule) => rule.registry ?? 'Any' },
    { id: 'name', header: 'Name', width: 'minmax(120px, 1.4fr)', cell: (rule) => rule.name ?? 'Any' },
    {
      id: 'repository',
      header: 'Built in',
      width: 'minmax(120px, 1.4fr)',
      fromWidth: 560,
      cell: (rule) => rule.repository.name,
    },
    { id: 'dockerfile', header: 'Dockerfile', width: 'minmax(0, 1fr)', fromWidth: 820, cell: (rule) => rule.dockerfile ?? '' },
    {
      id: 'actions',
      header: 'Actions',
      quiet: true,
      width: '110px',
      fromWidth: 480,
      align: 'end',
      cell: (rule) => (
        <>
          <Act
            label={`Try rule ${rule.position} earlier`}
            icon={<IconArrowUp size={15} />}
            disabled={!may || rule.position <= 1}
            onClick={() => move({ id: rule.id, position: rule.position - 1 })}
          />
          <Act
            label={`Try rule ${rule.position} later`}
            icon={<IconArrowDown size={15} />}
            disabled={!may || rule.id === last}
            onClick={() => move({ id: rule.id, position: rule.position + 1 })}
          />
          <Act
            label={`Remove rule ${rule.position}`}
            icon={<IconTrash size={15} />}
            disabled={!may}
            onClick={() => remove(rule.id)}
          />
        </>
      ),
    },
  ]
}

interface ActProps {
  readonly label: string
  readonly icon: ReactNode
  readonly disabled: boolean
  readonly onClick: () => void
}

function Act({ label, icon, disabled, onClick }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={26} aria-label={label} disabled={disabled} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
