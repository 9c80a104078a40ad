import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconListCheck, IconPlayerPlay, IconPlus, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { rowsOf } from '../../api/pages.ts'
import type { MappingRule } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatNumber } from '../../format/number.ts'
import { useMay } from '../session/queries.ts'
import { ApplyDialog } from './apply-dialog.tsx'
import { mappingRulesQuery, useMoveRule, useRemoveRule } from './queries.ts'
import { RuleDialog } from './rule-dialog.tsx'
import { conditionLine } from './rule-values.ts'

type Dialog = { readonly kind: 'rule'; readonly rule: MappingRule | null } | { readonly kind: 'apply' }

export function MappingRulesPage() {
  const may = useMay('maintainer')
  const list = useInfiniteQuery(mappingRulesQuery)
  const move = useMoveRule()
  const remove = useRemoveRule()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const rows = rowsOf(list.data)
  const error = move.error ?? remove.error
  const busy = move.isPending || remove.isPending
  const columns = useMemo(
    () => ruleColumns({ may: may && !busy, last: rows.at(-1)?.id, move: move.mutate, remove: remove.mutate }),
    [may, busy, rows, move.mutate, remove.mutate],
  )

  return (
    <Page
      title="Mapping rules"
      trail={<Link to="/records">Records</Link>}
      lead="Where new records go without asking. Tried in this order; the first that fits decides."
      form="fill"
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={15} />}
            disabled={!may || rows.length === 0}
            onClick={() => setDialog({ kind: 'apply' })}
          >
            Apply now…
          </Button>
          <Button leftSection={<IconPlus size={15} />} disabled={!may} onClick={() => setDialog({ kind: 'rule', rule: null })}>
            New rule
          </Button>
        </>
      }
    >
      {error !== null && <ProblemNotice error={error} kept="The rules are as they were." />}
      {list.error !== null && list.data === undefined ? (
        <ProblemNotice error={list.error} during="Loading the rules" onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          label="Mapping rules"
          columns={columns}
          rows={rows}
          rowId={(rule) => rule.id}
          rowName={(rule) => rule.product}
          state={list.isPending ? 'loading' : 'ready'}
          onActivate={may ? (rule) => setDialog({ kind: 'rule', rule }) : undefined}
          more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          empty={
            <EmptyState icon={IconListCheck} title="No mapping rules yet">
              A rule puts new records into a product by their name, address, tag or an attribute, before anything is mapped
              automatically: everything called payment-* into Payments, for example.
            </EmptyState>
          }
        />
      )}
      {dialog?.kind === 'rule' && <RuleDialog rule={dialog.rule} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'apply' && <ApplyDialog onClose={() => setDialog(null)} />}
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

function ruleColumns({ may, last, move, remove }: RuleColumnsInput): readonly Column<MappingRule>[] {
  return [
    { id: 'position', header: 'Order', width: '60px', align: 'end', cell: (rule) => formatNumber(rule.position) },
    { id: 'conditions', header: 'When', width: 'minmax(120px, 2fr)', cell: conditionLine },
    { id: 'product', header: 'Product', width: 'minmax(100px, 1.2fr)', cell: (rule) => rule.product },
    {
      id: 'connection',
      header: 'Connection',
      width: 'minmax(0, 1fr)',
      fromWidth: 720,
      cell: (rule) => rule.connection?.label ?? 'All',
    },
    { id: 'owner', header: 'Owner', width: 'minmax(0, 0.8fr)', fromWidth: 860, cell: (rule) => rule.owner ?? '' },
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
            label={`Try ${rule.product} earlier`}
            icon={<IconArrowUp size={15} />}
            disabled={!may || rule.position <= 1}
            onClick={() => move({ id: rule.id, position: rule.position - 1 })}
          />
          <Act
            label={`Try ${rule.product} later`}
            icon={<IconArrowDown size={15} />}
            disabled={!may || rule.id === last}
            onClick={() => move({ id: rule.id, position: rule.position + 1 })}
          />
          <Act
            label={`Remove the rule for ${rule.product}`}
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
