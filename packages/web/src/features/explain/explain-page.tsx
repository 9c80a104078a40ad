import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { AnswerCard } from './answer-card.tsx'
import classes from './explain.module.css'
import { ExplainForm } from './explain-form.tsx'
import { explanationQuery } from './queries.ts'

const route = getRouteApi('/explain')

export function ExplainPage() {
  const { connection = '', id = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const isAsked = connection !== '' && id !== ''

  return (
    <Page
      title="Why is my finding not here?"
      lead="Ask by the id the scanner gives it. The answer comes from what was stored; no scanner is asked."
    >
      <ExplainForm key={`${connection} ${id}`} connection={connection} id={id} onAsk={(search) => void navigate({ search })} />
      {isAsked && <Answers connection={connection} id={id} />}
    </Page>
  )
}

function Answers({ connection, id }: { readonly connection: string; readonly id: string }) {
  const { data, error, refetch } = useQuery(explanationQuery(connection, id))
  if (error !== null) return <ProblemNotice error={error} during="Looking for it" onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton height={150} radius={10} />

  return (
    <section className={classes.answers} aria-label="Answers" aria-live="polite">
      {data.answers.map((answer) => (
        <AnswerCard key={keyOf(answer)} answer={answer} connection={data.connection} />
      ))}
    </section>
  )
}

function keyOf(answer: Parameters<typeof AnswerCard>[0]['answer']): string {
  return `${answer.kind} ${answer.sentence}`
}
