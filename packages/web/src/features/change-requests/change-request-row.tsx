import { Button } from '@mantine/core'
import type { ChangeRequest } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMayOn } from '../session/queries.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { ChangeRequestLabel } from './change-request-label.tsx'
import classes from './change-requests.module.css'
import { useRefreshChange } from './queries.ts'

/** One change request: how it is over there, when that was last looked at, and what went wrong. */
export function ChangeRequestRow({ request }: { readonly request: ChangeRequest }) {
  const may = useMayOn('writer')
  const refresh = useRefreshChange()
  const { id, key, url, source, standing, connection, madeBy, seenAt, verifiedAt, problem, log } = request

  // Renovate comes to it by itself.
  const canLook = standing !== 'failed' && !(standing === 'opening' && madeBy === 'renovate')

  return (
    <li className={classes.request}>
      <div className={classes.line}>
        <strong>{key === null ? <code>{source}</code> : <ExternalLink href={url}>{key}</ExternalLink>}</strong>
        <ChangeRequestLabel request={request} />
      </div>
      <p className={view.dim}>
        {connection.label}
        {madeBy === 'renovate' && ' · made by Renovate'}
        {seenAt !== null && (
          <>
            {' '}
            · looked at <RelativeTime at={seenAt} />
          </>
        )}
        {verifiedAt !== null && ' · told that a scan proved the fix'}
      </p>
      {problem !== null && (
        <p className={classes.problem}>
          <strong>{problem.message}</strong> {problem.remedy}
        </p>
      )}
      {log !== null && (
        <details className={view.fold}>
          <summary>What Renovate said</summary>
          <pre className={view.raw}>{log}</pre>
        </details>
      )}
      {refresh.error !== null && <ProblemNotice error={refresh.error} kept="Nothing was changed." />}
      {canLook && (
        <div className={view.buttons}>
          <Button
            size="xs"
            variant="default"
            disabled={!may}
            loading={refresh.isPending}
            onClick={() => refresh.mutate(id)}
            aria-label={`${standing === 'opening' ? 'Try again' : 'Look now'}: ${key ?? source}`}
          >
            {standing === 'opening' ? 'Try again' : 'Look now'}
          </Button>
        </div>
      )}
    </li>
  )
}
