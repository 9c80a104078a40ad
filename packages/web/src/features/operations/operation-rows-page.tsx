import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Operation } from '../../api/types.ts'
import { FilterBar } from '../../components/filters/filter-bar.tsx'
import { FilterMenu } from '../../components/filters/filter-menu.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatNumber } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import { changeKinds, changeName } from './change-words.ts'
import { ChangesTable } from './changes-table.tsx'
import { FilteredTable } from './filtered-table.tsx'
import classes from './operations.module.css'
import { type ChangeKind, operationComparisonQuery, operationQuery } from './queries.ts'
import { reasonName } from './reason-words.ts'
import { type RowList, rowLists } from './search.ts'
import { SetAsideTable } from './set-aside-table.tsx'

const route = getRouteApi('/operations/$operationId/rows')

const names: Readonly<Record<RowList, string>> = {
  changes: 'What it changed',
  filtered: 'Left out by the import rules',
  'set-aside': 'Set aside',
}

/** The rows behind an operation's counts: what it changed, what rules left out, and what could not be read. */
export function OperationRowsPage() {
  const { operationId } = route.useParams()
  const { list = 'filtered', reason, change } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: operation, error, refetch } = useQuery(operationQuery(operationId))

  return (
    <Page
      title={names[list]}
      trail={
        <Link to="/operations/$operationId" params={{ operationId }}>
          {operation === undefined ? 'Operation' : `${sentenceCase(operation.kind)} of ${operation.connectionLabel}`}
        </Link>
      }
      form="fill"
    >
      {error !== null && <ProblemNotice error={error} during="Loading the operation" onRetry={() => void refetch()} />}
      <nav className={classes.tabs} aria-label="Rows of the operation">
        {rowLists.map((each) => (
          <Link
            key={each}
            to="/operations/$operationId/rows"
            params={{ operationId }}
            search={{ list: each }}
            className={classes.tab}
            data-current={each === list || undefined}
            aria-current={each === list ? 'page' : undefined}
          >
            {names[each]}
            <TabCount operation={operation} list={each} />
          </Link>
        ))}
      </nav>
      {list === 'filtered' && (
        <FilterBar>
          <FilterMenu
            label="Reason"
            options={Object.entries(operation?.counts.filtered ?? {}).map(([value, count]) => ({
              value,
              label: reasonName(value),
              count,
            }))}
            selected={reason ?? []}
            onChange={(chosen) =>
              void navigate({ search: { list, reason: chosen.length === 0 ? undefined : chosen }, replace: true })
            }
          />
        </FilterBar>
      )}
      {operation !== undefined && list === 'changes' && <Changes operation={operation} changes={change} />}
      {operation !== undefined && list === 'filtered' && <FilteredTable operation={operation} reasons={reason} />}
      {operation !== undefined && list === 'set-aside' && <SetAsideTable operation={operation} />}
    </Page>
  )
}

function Changes({
  operation,
  changes,
}: {
  readonly operation: Operation
  readonly changes: readonly ChangeKind[] | undefined
}) {
  const navigate = route.useNavigate()
  const { data } = useQuery(operationComparisonQuery(operation.id))

  return (
    <>
      <FilterBar>
        <FilterMenu
          label="Change"
          options={(data?.changes ?? []).map(({ change, listed }) => ({
            value: change,
            label: changeName(change),
            count: listed.value,
          }))}
          selected={changes ?? []}
          onChange={(chosen) =>
            void navigate({
              search: { list: 'changes', change: changeKinds.filter((kind) => chosen.includes(kind)) },
              replace: true,
            })
          }
        />
      </FilterBar>
      <ChangesTable operation={operation} changes={changes} />
    </>
  )
}

/** A discover does not count all that it finds different. */
function TabCount({ operation, list }: { readonly operation: Operation | undefined; readonly list: RowList }) {
  if (operation === undefined || (operation.kind === 'discover' && list === 'changes')) return null
  return <span className={classes.tabCount}>{formatNumber(countOf(operation, list))}</span>
}

function countOf({ counts }: Operation, list: RowList): number {
  if (list === 'changes') return counts.new + counts.changed + counts.reopened + counts.closed
  return list === 'set-aside' ? counts.setAside : Object.values(counts.filtered).reduce((sum, count) => sum + count, 0)
}
