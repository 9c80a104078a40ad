import { Button, Stack } from '@mantine/core'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import type { Connector } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import classes from '../integrations/integrations.module.css'

interface ConnectorOverviewProps {
  readonly connector: Connector
  readonly onContinue: () => void
}

/** What comes in, what does not, and where to click in the vendor's product. */
export function ConnectorOverview({ connector, onContinue }: ConnectorOverviewProps) {
  return (
    <Stack gap="lg">
      <div className={classes.columns}>
        <section aria-label="What comes in">
          <h3 className={classes.listTitle}>Comes in</h3>
          <ul className={classes.facts}>
            {connector.brings.map((fact) => (
              <li key={fact} className={classes.fact}>
                <IconCheck size={15} aria-hidden className={classes.factIcon} color="var(--pb-good)" />
                {fact}
              </li>
            ))}
          </ul>
        </section>
        {connector.leavesOut.length > 0 && (
          <section aria-label="What stays out">
            <h3 className={classes.listTitle}>Stays out</h3>
            <ul className={classes.facts}>
              {connector.leavesOut.map((fact) => (
                <li key={fact} className={classes.fact}>
                  <IconMinus size={15} aria-hidden className={classes.factIcon} color="var(--pb-text-dim)" />
                  {fact}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <section aria-label="How to get the credentials">
        <h3 className={classes.listTitle}>How to get the credentials</h3>
        <ol className={classes.steps}>
          {connector.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <div className={classes.bottom}>
        <ExternalLink href={connector.documentation}>Documentation of {connector.name}</ExternalLink>
        <Button onClick={onContinue}>I have the credentials</Button>
      </div>
    </Stack>
  )
}
