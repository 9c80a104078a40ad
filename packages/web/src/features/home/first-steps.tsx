import { IconCheck } from '@tabler/icons-react'
import { ButtonLink } from '../../components/links.tsx'
import classes from './home.module.css'
import type { Progress } from './use-progress.ts'

interface FirstStepsProps {
  readonly progress: Progress
}

/** The first screen of a fresh installation: what to do, in order, and how far it got. */
export function FirstSteps({ progress }: FirstStepsProps) {
  const steps = [
    {
      title: 'Connect source control',
      text: 'Patchbay learns which repositories there are. Scanners’ findings are matched to them.',
      done: progress.sourceControl,
    },
    {
      title: 'Connect a scanner',
      text: 'Its projects become records, matched by themselves where the evidence is clear. The first sync starts at once.',
      done: progress.scanner,
    },
    {
      title: 'Read one list',
      text: 'What several scanners see is one vulnerability here, with the fix beside it. Decisions survive every import.',
      done: false,
    },
  ]
  const next = steps.findIndex((step) => !step.done)

  return (
    <>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={step.title} className={classes.step} data-done={step.done || undefined}>
            <span className={classes.stepNumber}>{step.done ? <IconCheck size={17} aria-label="done" /> : index + 1}</span>
            <div className={classes.stepText}>
              <h2>{step.title}</h2>
              <p>{step.text}</p>
            </div>
            {index === next && <ButtonLink to="/integrations">Choose a tool</ButtonLink>}
          </li>
        ))}
      </ol>
      <p className={classes.taskHint}>
        Only looking? <code>patchbay demo</code> starts a second installation with emulated tools to try everything with.
      </p>
    </>
  )
}
