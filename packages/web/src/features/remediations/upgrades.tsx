import { IconArrowRight, IconTool } from '@tabler/icons-react'
import type { Upgrade } from '../../api/types.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import classes from './remediations.module.css'
import { stepSentence } from './words.ts'

interface UpgradesProps {
  readonly upgrades: readonly Upgrade[]
}

/** Which package goes from where to where, and how large a step that is. */
export function Upgrades({ upgrades }: UpgradesProps) {
  if (upgrades.length === 0) return null
  return (
    <section aria-label="Upgrade">
      <h3 className={view.sectionTitle}>{upgrades.length === 1 ? 'Upgrade' : 'Upgrades'}</h3>
      <div className={view.fix}>
        <IconTool size={18} aria-hidden className={view.fixIcon} />
        <ul className={classes.upgrades}>
          {upgrades.map((upgrade) => (
            <li key={upgrade.package}>
              <div className={view.upgrade}>
                <strong>{upgrade.name}</strong>
                {upgrade.from.length > 0 && <code>{upgrade.from.join(', ')}</code>}
                <IconArrowRight size={14} aria-label="to" />
                <code>{upgrade.to}</code>
              </div>
              <Step upgrade={upgrade} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Step({ upgrade }: { readonly upgrade: Upgrade }) {
  const sentence = stepSentence(upgrade)
  return sentence === null ? null : <div className={view.dim}>{sentence}</div>
}
