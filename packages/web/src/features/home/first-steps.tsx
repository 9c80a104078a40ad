import { ButtonLink } from '../../components/links.tsx'
import classes from './home.module.css'

const steps = [
  {
    title: 'Connect source control',
    text: 'Patchbay learns which repositories there are. Scanners’ findings are matched to them.',
  },
  {
    title: 'Connect a scanner',
    text: 'Its projects become records, matched by themselves where the evidence is clear. The first sync starts at once.',
  },
  {
    title: 'Read one list',
    text: 'What several scanners see is one vulnerability here, with the fix beside it. Decisions survive every import.',
  },
]

/** The first screen of a fresh installation: what to do, in order. */
export function FirstSteps() {
  return (
    <>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={step.title} className={classes.step}>
            <span className={classes.stepNumber} aria-hidden>
              {index + 1}
            </span>
            <div className={classes.stepText}>
              <h2>{step.title}</h2>
              <p>{step.text}</p>
            </div>
            {index === 0 && <ButtonLink to="/integrations">Choose a tool</ButtonLink>}
          </li>
        ))}
      </ol>
      <p className={classes.taskHint}>
        Only looking? <code>patchbay demo</code> starts a second installation with invented tools and real findings.
      </p>
    </>
  )
}
