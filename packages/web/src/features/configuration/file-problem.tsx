import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiProblem } from '../../api/problem.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import classes from './configuration.module.css'
import { UnreadableFile } from './read-document.ts'

/** What is wrong with a file, each with its place; anything else as everywhere. */
export function FileProblem({ error }: { readonly error: Error }) {
  const places = placesOf(error)
  if (places.length === 0) return <ProblemNotice error={error} />

  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={18} aria-hidden className={classes.problemIcon} />
      <div>
        <strong>The file cannot be applied. Nothing was written.</strong>
        <ul className={classes.places}>
          {places.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {field !== '' && <code className={classes.code}>{field}</code>} {message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function placesOf(error: Error) {
  if (error instanceof UnreadableFile) return [{ field: '', message: error.message }]
  return error instanceof ApiProblem && error.status !== 409 ? error.fields : []
}
