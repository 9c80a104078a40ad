import { IconArrowRight, IconTool } from '@tabler/icons-react'
import type { RemediationDetail, Upgrade } from '../../api/types.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import classes from './remediations.module.css'
import { stepSentence } from './words.ts'

interface UpgradesProps {
  readonly upgrades: readonly Upgrade[]
  readonly baseImage: RemediationDetail['baseImage']
}

/** Which package goes from where to where, and how large a step that is. */
export function Upgrades({ upgrades, baseImage }: UpgradesProps) {
  if (upgrades.length === 0) return null
  return (
    <section aria-label="Upgrade">
      <h3 className={view.sectionTitle}>{upgrades.length === 1 ? 'Upgrade' : 'Upgrades'}</h3>
      <div className={view.fix}>
        <IconTool size={18} aria-hidden className={view.fixIcon} />
        <ul className={classes.upgrades}>
          {baseImage !== null && <BaseImage move={baseImage} />}
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

function BaseImage({ move: { from, to } }: { readonly move: NonNullable<RemediationDetail['baseImage']> }) {
  return (
    <li>
      <div className={view.upgrade}>
        <strong>Base image</strong>
        <code>{from.join(', ')}</code>
        {to.length > 0 && <IconArrowRight size={14} aria-label="to" />}
        {to.length > 0 && <code>{to.join(' or ')}</code>}
      </div>
      {to.length === 0 && <div className={view.dim}>No scanner says which one to move to: it has to bring what follows.</div>}
    </li>
  )
}

function Step({ upgrade }: { readonly upgrade: Upgrade }) {
  const sentence = stepSentence(upgrade)
  return sentence === null ? null : <div className={view.dim}>{sentence}</div>
}
