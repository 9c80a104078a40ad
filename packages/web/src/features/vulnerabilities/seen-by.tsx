import type { Finding } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import classes from './vulnerabilities.module.css'
import { goneReason } from './words.ts'

interface SeenByProps {
  readonly findings: readonly Finding[]
}

/** One line per sighting, each with what that scanner itself says. */
export function SeenBy({ findings }: SeenByProps) {
  return (
    <section className={classes.section} aria-label="Seen by">
      <h3 className={classes.sectionTitle}>Seen by</h3>
      <ul className={classes.sightings}>
        {findings.map((finding) => (
          <li key={finding.id} className={classes.sighting}>
            <ConnectorMarkOf connector={finding.connection.connector} size={24} />
            <div className={classes.sightingBody}>
              <div className={classes.sightingTop}>
                <strong>{finding.connection.label}</strong>
                <SeverityMark severity={finding.severity} form="label" />
                {finding.vendorSeverity !== null && <span className={classes.dim}>“{finding.vendorSeverity}”</span>}
              </div>
              <div className={classes.dim}>
                {finding.record.name} · first{' '}
                {finding.detectedAt === null ? 'at an unknown time' : <RelativeTime at={finding.detectedAt} />} · last{' '}
                <RelativeTime at={finding.lastSeenAt} />
              </div>
              {finding.presence === 'absent' && <div className={classes.dim}>Closed: {goneReason(finding.closedReason)}.</div>}
              {finding.triage !== null && finding.triage.state !== 'open' && (
                <div className={classes.dim}>
                  {finding.triage.state === 'fixed' ? 'Marked as fixed' : 'Dismissed'} over there
                  {finding.triage.reason === null ? '' : `: ${finding.triage.reason}`}
                </div>
              )}
            </div>
            {finding.externalUrl !== null && <ExternalLink href={finding.externalUrl}>Open</ExternalLink>}
          </li>
        ))}
      </ul>
    </section>
  )
}
