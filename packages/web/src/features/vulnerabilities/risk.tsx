import type { VulnerabilityDetail } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import classes from './vulnerabilities.module.css'
import { ssvcHints } from './words.ts'

interface RiskProps {
  readonly vulnerability: VulnerabilityDetail
}

/** The risk score with the parts it is made of, and CISA's decision from the same facts. */
export function Risk({ vulnerability: { risk } }: RiskProps) {
  const { decision } = risk.ssvc

  return (
    <section className={classes.section} aria-label="Risk">
      <h3 className={classes.sectionTitle}>Risk {risk.score}</h3>
      <table className={classes.parts}>
        <thead className={classes.hidden}>
          <tr>
            <th>Part</th>
            <th>Because</th>
            <th>Points</th>
          </tr>
        </thead>
        <tbody>
          {risk.parts.map((part) => (
            <tr key={part.name} data-known={part.known}>
              <th scope="row">{sentenceCase(part.name)}</th>
              <td>{part.because}</td>
              <td className={classes.points}>+{formatNumber(part.points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.dim}>
        SSVC <strong>{sentenceCase(decision)}</strong>: {ssvcHints[decision]} (Exploitation{' '}
        {risk.ssvc.exploitation === 'public-poc' ? 'likely' : risk.ssvc.exploitation}, automatable {risk.ssvc.automatable},
        impact {risk.ssvc.technicalImpact}, mission {risk.ssvc.missionImpact}.)
      </p>
    </section>
  )
}
