import type { Finding } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { safeUrl } from '../../components/safe-url.ts'
import classes from './vulnerabilities.module.css'

interface EvidenceProps {
  readonly findings: readonly Finding[]
}

/** The sightings as the API has them, and what the scanners refer to. Inert: nothing of it is interpreted. */
export function Evidence({ findings }: EvidenceProps) {
  const references = [...new Set(findings.flatMap((finding) => finding.references))].filter((url) => safeUrl(url) !== null)

  return (
    <section className={classes.section} aria-label="Evidence">
      {references.length > 0 && (
        <details className={classes.fold}>
          <summary>References ({references.length})</summary>
          <ul className={classes.references}>
            {references.map((url) => (
              <li key={url}>
                <ExternalLink href={url}>{url}</ExternalLink>
              </li>
            ))}
          </ul>
        </details>
      )}
      {findings.map((finding) => (
        <details key={finding.id} className={classes.fold}>
          <summary>
            Raw evidence of {finding.connection.label} <code className={classes.code}>{finding.externalId}</code>
          </summary>
          <pre className={classes.raw}>{JSON.stringify(finding, null, 2)}</pre>
        </details>
      ))}
    </section>
  )
}
