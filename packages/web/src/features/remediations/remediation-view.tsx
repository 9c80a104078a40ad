import { Link } from '@tanstack/react-router'
import type { RemediationDetail } from '../../api/types.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { formatCount } from '../../format/number.ts'
import { RemediationChange } from '../change-requests/remediation-change.tsx'
import { RemediationTicket } from '../tickets/remediation-ticket.tsx'
import { StatusLabel } from '../vulnerabilities/status-label.tsx'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { RemediationActions } from './remediation-actions.tsx'
import { RemediationHistory } from './remediation-history.tsx'
import { RemediationWait } from './remediation-wait.tsx'
import classes from './remediations.module.css'
import { StateLabel } from './state-label.tsx'
import { Upgrades } from './upgrades.tsx'
import { modeNames, remainingReasons } from './words.ts'

interface RemediationViewProps {
  readonly remediation: RemediationDetail
  /** `page` has room for two columns. */
  readonly form?: 'panel' | 'page'
}

/** Everything known about one remediation: what to change, what that closes, what it does not, and how it stands. */
export function RemediationView({ remediation, form = 'panel' }: RemediationViewProps) {
  return (
    <article className={view.view} data-form={form}>
      <div className={view.main}>
        <header>
          <h2 className={view.heading}>{remediation.title}</h2>
          <div className={view.facts}>
            <SeverityMark severity={remediation.priority} form="label" />
            <StateLabel state={remediation.state} form="soft" />
            <span>{modeNames[remediation.mode]}</span>
            <span>
              since <RelativeTime at={remediation.stateSince} />
            </span>
          </div>
          {remediation.stateReason !== null && <p className={view.prose}>{remediation.stateReason}</p>}
        </header>
        <Upgrades upgrades={remediation.upgrades} baseImage={remediation.baseImage} />
        <Closes remediation={remediation} />
        <Remains remediation={remediation} />
      </div>
      <div className={view.side}>
        <RemediationActions remediation={remediation} />
        <RemediationWait remediation={remediation} />
        <RemediationChange remediation={remediation} />
        <RemediationTicket remediation={remediation} />
        <Facts facts={facts(remediation)} />
        <RemediationHistory remediation={remediation} />
      </div>
    </article>
  )
}

function Closes({ remediation }: { readonly remediation: RemediationDetail }) {
  const { closes, vulnerabilities, openVulnerabilities } = remediation
  const more = vulnerabilities - closes.length
  return (
    <section aria-label="Closes">
      <h3 className={view.sectionTitle}>
        Closes {formatCount(vulnerabilities, 'vulnerability', 'vulnerabilities')}
        {openVulnerabilities < vulnerabilities && `, ${openVulnerabilities} still open`}
      </h3>
      <ul className={classes.rows}>
        {closes.map((one) => (
          <li key={one.id} className={classes.row}>
            <SeverityMark severity={one.severity} />
            <Link to="/vulnerabilities/$vulnerabilityId" params={{ vulnerabilityId: one.id }} className={classes.name}>
              {one.name}
            </Link>
            <span className={classes.rest}>{one.package ?? one.location ?? ''}</span>
            <StatusLabel status={one.status} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className={view.dim}>And {formatCount(more, 'more', 'more')}.</p>}
    </section>
  )
}

function Remains({ remediation: { remaining } }: { readonly remediation: RemediationDetail }) {
  if (remaining.length === 0) return null
  return (
    <section aria-label="Remains">
      <h3 className={view.sectionTitle}>Not closed by this change</h3>
      <ul className={classes.rows}>
        {remaining.map((one) => (
          <li key={one.id} className={classes.row}>
            <Link to="/vulnerabilities/$vulnerabilityId" params={{ vulnerabilityId: one.id }} className={classes.name}>
              {one.name}
            </Link>
            <span className={classes.rest}>{remainingReasons[one.reason]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function facts(remediation: RemediationDetail): readonly Fact[] {
  const { owner, dueAt, isOverdue, product, repository } = remediation
  return [
    { name: 'Owner', value: owner ?? 'Nobody' },
    {
      name: 'Due',
      value:
        dueAt === null ? (
          'No date'
        ) : (
          <span className={isOverdue ? classes.overdue : undefined}>
            <RelativeTime at={dueAt} />
          </span>
        ),
    },
    ...(remediation.campaign === null
      ? []
      : [
          {
            name: 'Campaign',
            value: (
              <Link
                to="/remediations/campaigns/$campaignId"
                params={{ campaignId: remediation.campaign.id }}
                className={view.link}
              >
                {remediation.campaign.name}
              </Link>
            ),
          },
        ]),
    {
      name: 'Where',
      value:
        repository === null ? (
          remediation.asset
        ) : (
          <Link to="/repositories/$repositoryId" params={{ repositoryId: repository.id }} className={view.link}>
            {repository.name}
          </Link>
        ),
    },
    {
      name: 'Product',
      value:
        product === null ? (
          'None'
        ) : (
          <Link to="/products/$productId" params={{ productId: product.id }} className={view.link}>
            {product.name}
          </Link>
        ),
    },
  ]
}
