import { IconArrowRight, IconTool } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { VulnerabilityDetail } from '../../api/types.ts'
import { ClosingRemediation } from '../remediations/closing-remediation.tsx'
import classes from './vulnerabilities.module.css'

interface FixProps {
  readonly vulnerability: VulnerabilityDetail
}

/** What makes it go away. */
export function Fix({ vulnerability }: FixProps) {
  const { package: used, repository } = vulnerability
  const advice = vulnerability.findings.find((finding) => finding.remediation !== null)?.remediation ?? null

  return (
    <section className={classes.section} aria-label="Fix">
      <h3 className={classes.sectionTitle}>Fix</h3>
      <div className={classes.fix}>
        <IconTool size={18} aria-hidden className={classes.fixIcon} />
        <div>
          {used !== null && used.fixedVersion !== null && (
            <div className={classes.upgrade}>
              Upgrade <strong>{used.name}</strong>
              {used.version !== null && <code>{used.version}</code>}
              <IconArrowRight size={14} aria-label="to" />
              <code>{used.fixedVersion}</code>
            </div>
          )}
          {used !== null && used.fixedVersion === null && (
            <div>
              No scanner names a fixed version of <strong>{used.name}</strong> {used.version} yet.
            </div>
          )}
          {used !== null && used.direct !== null && (
            <div className={classes.dim}>
              {used.direct ? 'Declared by the project itself.' : 'Pulled in by another package.'}
            </div>
          )}
          <ClosingRemediation vulnerabilityId={vulnerability.id} />
          {advice !== null && <div className={classes.prose}>{advice}</div>}
          {used === null && advice === null && <div>No scanner says how.</div>}
          {used !== null && (
            <Link
              to="/vulnerabilities"
              search={{ q: used.name, repository: repository === null ? undefined : [repository.id] }}
              className={classes.link}
            >
              Everything open in {used.name}
              {repository === null ? '' : ' here'}
            </Link>
          )}
        </div>
      </div>
    </section>
  )
}
