import { Progress } from '@mantine/core'
import type { Campaign } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'
import operations from '../operations/operations.module.css'

interface CampaignProgressProps {
  readonly campaign: Pick<Campaign, 'name' | 'remediations' | 'resolved'>
}

/** How many of its remediations a scan has proved. */
export function CampaignProgress({ campaign: { name, remediations, resolved } }: CampaignProgressProps) {
  return (
    <span className={operations.progress} style={{ flex: '1 1 auto' }}>
      <Progress
        value={remediations === 0 ? 0 : (100 * resolved) / remediations}
        size="sm"
        aria-label={`Done of ${name}`}
        className={operations.progressBar}
      />
      <span>
        {formatNumber(resolved)} of {formatNumber(remediations)}
      </span>
    </span>
  )
}
