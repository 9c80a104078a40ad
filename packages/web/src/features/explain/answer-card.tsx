import type { ConnectionRef, ExplanationAnswer } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { ToneLabel } from '../../components/tone.tsx'
import { AnswerLinks } from './answer-links.tsx'
import { answerLooks } from './answer-looks.ts'
import classes from './explain.module.css'

interface AnswerCardProps {
  readonly answer: ExplanationAnswer
  readonly connection: ConnectionRef
}

/** One answer: what it is, why, what to do, and where to go on. */
export function AnswerCard({ answer, connection }: AnswerCardProps) {
  const look = answerLooks[answer.kind]
  const page = 'finding' in answer ? answer.finding.externalUrl : null

  return (
    <Card label={look.word}>
      <div className={classes.answer}>
        <ToneLabel tone={look.tone} icon={look.icon} form="soft">
          {look.word}
        </ToneLabel>
        <p className={classes.sentence}>{answer.sentence}</p>
        {answer.steps.length > 0 && (
          <ul className={classes.steps}>
            {answer.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        )}
        <div className={classes.links}>
          <AnswerLinks answer={answer} connection={connection} />
          {page !== null && <ExternalLink href={page}>Its page at the scanner</ExternalLink>}
        </div>
      </div>
    </Card>
  )
}
